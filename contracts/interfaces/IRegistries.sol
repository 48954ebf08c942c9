// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {InvestorFacts, Record} from "../types/Record.sol";

/// @title Who the investors are
/// @notice Records are pseudonymous and public; names stay with the registrar.
/// @custom:access-control Every function that writes asks the registry's authority, by its own selector, but `createRegistry`.
interface IRegistries {
    /// @notice An investor to enrol, with all wallets at once.
    struct Enrolment {
        address[] wallets;
        InvestorFacts facts;
    }

    event RegistryCreated(uint32 indexed registry, address indexed authority, bytes32 scheme);
    event RegistryAuthoritySet(uint32 indexed registry, address oldAuthority, address newAuthority);
    event InvestorEnrolled(uint32 indexed registry, uint64 indexed investor, InvestorFacts facts);
    event WalletBound(uint32 indexed registry, uint64 indexed investor, address indexed wallet);
    event WalletUnbound(uint32 indexed registry, uint64 indexed investor, address indexed wallet);
    /// @notice Country, lane, statuses, states or expiries were replaced.
    event InvestorUpdated(
        uint32 indexed registry,
        uint64 indexed investor,
        InvestorFacts oldFacts,
        InvestorFacts newFacts
    );

    /// @notice No registry has this number.
    error RegistryUnknown(uint32 registry);
    /// @notice An authority must be a contract that answers `canCall`.
    error AuthorityInvalid(address authority);
    /// @notice A registry has at most `most` investors.
    error RegistryFull(uint32 registry, uint256 most);
    /// @notice An investor has 1 to 8 wallets.
    error WalletsOutOfRange(uint256 wallets, uint256 most);
    /// @notice The wallet has a record in this registry already, or is the zero address.
    error WalletNotFree(uint32 registry, address wallet, uint64 investor);
    /// @notice The wallet has no record in this registry.
    error WalletNotRecorded(uint32 registry, address wallet);
    /// @notice The wallet, the only one of its investor, holds units of `tokensHeld` tokens: move them first.
    error WalletNotEmpty(uint32 registry, address wallet, uint256 tokensHeld);
    /// @notice The wallet, one of several of its investor, holds units of the token: move them first.
    error WalletHoldsUnits(uint32 registry, address wallet, address token, uint256 units);
    /// @notice A fact is outside its range. field: its position in `InvestorFacts`, from 0.
    error FactOutOfRange(uint256 field, uint256 value, uint256 most);
    /// @notice The state `leveraged` is set by `IRegistrars.updateBits` alone, by whom the registry's authority has given it.
    error LeveragedReserved(uint8 states);
    /// @notice Country and lane of an investor who holds units are what holders are counted by: use `reclassify`, which moves the counts.
    /// @param tokens How many tokens the investor holds.
    error HolderReclassified(uint32 registry, uint64 investor, uint256 tokens);
    /// @notice The list of tokens is not strictly ascending at `index`, from 0.
    error TokensUnsorted(uint256 index);
    /// @notice A token in the list belongs to registry `home`, not to this one; 0: to none.
    error TokenOfOtherRegistry(uint32 registry, address token, uint32 home);
    /// @notice Of the tokens in the list the investor holds `found`, but holds `held` in all.
    error TokensMissing(uint32 registry, uint64 investor, uint256 found, uint256 held);

    /// @notice Opens a registry. Anybody may. Its scheme never changes.
    /// @param authority AccessManager that says who may write to it.
    /// @param scheme Hash of the scheme that names its lanes and statuses.
    /// @return registry Its number, from 1.
    function createRegistry(address authority, bytes32 scheme) external returns (uint32 registry);

    /// @notice Hands the registry to another authority. Emits `RegistryAuthoritySet`.
    function setRegistryAuthority(uint32 registry, address authority) external;

    /// @notice Records an investor, under the registry's next number, with 1 to 8 wallets.
    /// @dev Emits `InvestorEnrolled`, then `WalletBound` for each wallet.
    /// @return investor The number, never used before and never again.
    function enrol(uint32 registry, Enrolment calldata enrolment) external returns (uint64 investor);

    /// @notice Records several investors, in order, all or none.
    /// @return first The number of the first; the others follow.
    function enrolBatch(uint32 registry, Enrolment[] calldata enrolments) external returns (uint64 first);

    /// @notice Adds `wallet` to the investor who has `known`.
    function bind(uint32 registry, address known, address wallet) external;

    /// @notice Removes `wallet`, which must be empty of every token of the registry. With the last wallet the investor's number retires.
    /// @dev Of an only wallet the engine's books say whether it is empty. Of one among several each token that the investor holds is asked: a
    /// token that lies can then keep a wallet bound, and can hide no units of another token.
    /// @param tokens All tokens that the investor holds, and any others of the registry; strictly ascending. Of an only wallet: not looked at.
    function unbind(uint32 registry, address wallet, address[] calldata tokens) external;

    /// @notice Replaces the facts of the investor who has `wallet`, in all of its wallets.
    /// @dev State bits, statuses and expiries act at once. Country and lane of a holder change by `reclassify` only: `HolderReclassified`.
    function update(uint32 registry, address wallet, InvestorFacts calldata facts) external;

    /// @notice Replaces the facts of the investor who has `wallet`, country and lane included, and moves the holder from the old to the new lane
    /// and country in the counts of every token held.
    /// @dev Emits `InvestorUpdated`. No token is called. A count may then be above a limit: that refuses further holders, and nobody's exit.
    /// @param tokens All tokens that the investor holds, and any others of the registry; strictly ascending. Those not held are skipped. What the
    /// investor acquires before this call is executed is missing from the list, which is then refused: `TokensMissing`.
    function reclassify(
        uint32 registry,
        address wallet,
        InvestorFacts calldata facts,
        address[] calldata tokens
    ) external;

    /// @notice The record of a wallet; zero if there is none.
    function record(uint32 registry, address wallet) external view returns (Record);

    /// @notice The wallets of the investor who has `wallet`; empty if there is no record.
    function walletsOf(uint32 registry, address wallet) external view returns (address[] memory wallets);

    /// @notice How many tokens of the registry the investor who has `wallet` holds.
    function tokensOf(uint32 registry, address wallet) external view returns (uint256 tokens);

    /// @return authority Zero if there is no such registry.
    /// @return scheme Hash of its scheme.
    /// @return investors How many numbers have been given out.
    function registryInfo(uint32 registry) external view returns (address authority, bytes32 scheme, uint64 investors);
}
