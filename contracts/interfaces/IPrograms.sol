// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @title What is enforced
/// @notice A program is compiled rules: immutable, named by its hash, and readable for ever as the code of its address.
interface IPrograms {
    event ProgramPublished(bytes32 indexed programId, address program, bytes32 indexed rulebook);

    /// @notice The bytes are shorter or longer than their header says.
    error ProgramTruncated(uint256 length, uint256 expected);
    error ProgramTooLong(uint256 length, uint256 most);
    /// @notice Not "WBP1" of version 1, or bits set that have no meaning, or terms of lots that contradict each other.
    error HeaderInvalid(uint256 header);
    /// @notice More rules, sets or provisions than a program may have.
    error RulesAboveMost(uint256 rules, uint256 most);
    error SetsAboveMost(uint256 sets, uint256 most);
    error ProvisionsAboveMost(uint256 provisions, uint256 most);
    /// @notice More rules that read a meter, that ask another contract, or that move a position book, than a program may have.
    error MeteredAboveMost(uint256 metered, uint256 most);
    error PlugInsAboveMost(uint256 plugIns, uint256 most);
    error PositionLimitsAboveMost(uint256 limits, uint256 most);
    error RuleUnknown(uint256 rule, uint256 kind);
    /// @notice A field has a value that the kind does not allow. offset: of the field in the word.
    error RuleFieldInvalid(uint256 rule, uint256 offset, uint256 value);
    /// @notice Rules are strictly ascending by path, kind and word.
    error RulesUnsorted(uint256 rule);
    /// @notice A country set is empty or full.
    error SetInvalid(uint256 set);
    error SetsUnsorted(uint256 set);
    error SetUnused(uint256 set);
    error ProvisionsUnsorted(uint256 provision);
    error ProvisionUnused(uint256 provision);
    /// @notice The header names other facts than the rules need.
    error NeedsWrong(uint256 given, uint256 wanted);
    /// @notice The header names other country sets as groups than the rules count together.
    error GroupSetsWrong(uint256 given, uint256 wanted);

    /// @notice A guard is not the conjunction of the rules that it stands for. word: 0: what the header says of guards; from 1 on: the words of the
    /// section.
    error GuardWrong(uint256 word, uint256 given, uint256 wanted);

    /// @notice Storing the program as code ran out of gas.
    error CodeNotStored(bytes32 programId);
    /// @notice No program of this engine has this id.
    error ProgramUnknown(bytes32 programId);

    /// @notice Checks the form of `program` and stores it as code. Anybody may; a second time changes nothing.
    /// @return programId keccak256 of the bytes.
    function publish(bytes calldata program) external returns (bytes32 programId);

    /// @notice Reverts as `publish` would if the form is wrong.
    function validate(bytes calldata program) external pure;

    /// @notice The address whose code is a zero byte and the program's bytes; zero if it was never published.
    function programAddress(bytes32 programId) external view returns (address);

    /// @notice The program in force now, and the one that waits (zeros: none).
    function programsOf(
        address token
    ) external view returns (address current, address next, uint48 nextFrom, uint32 notice);
}
