// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @title ERC-3643: what its clients call at a token, beyond what `ISecurityToken` and ERC-7943 have under the same names
/// @notice Left out, since a token of Weighbridge has nothing behind them: the setters of name, symbol, identity, registry and compliance, which never
/// change; agents and an owner, whose place the AccessManager takes. Recovery is in
/// `IERC3643Recovery`.
interface IERC3643 {
    event IdentityRegistryAdded(address indexed identityRegistry);
    event ComplianceAdded(address indexed compliance);
    /// @param agent Who called the token.
    event AddressFrozen(address indexed wallet, bool indexed isFrozen, address indexed agent);
    /// @notice `amount` more units of the wallet are frozen.
    event TokensFrozen(address indexed wallet, uint256 amount);
    /// @notice `amount` fewer units of the wallet are frozen.
    event TokensUnfrozen(address indexed wallet, uint256 amount);
    event Paused(address agent);
    event Unpaused(address agent);

    /// @notice Moves units of the caller, in order, all or none; each is judged after those before it.
    function batchTransfer(address[] calldata toList, uint256[] calldata amounts) external;

    /// @notice As `mint`, in order, all or none.
    /// @custom:access-control The token's authority, role transfer agent.
    function batchMint(address[] calldata toList, uint256[] calldata amounts) external;

    /// @notice As `burn`, in order, all or none.
    /// @custom:access-control The token's authority, role transfer agent.
    function batchBurn(address[] calldata wallets, uint256[] calldata amounts) external;

    /// @notice As the `forcedTransfer` of three words, in order, all or none: for each an instrument was filed.
    /// @custom:access-control The token's authority, role transfer agent; another account than those that filed them.
    function batchForcedTransfer(
        address[] calldata fromList,
        address[] calldata toList,
        uint256[] calldata amounts
    ) external;

    /// @notice Freezes the whole wallet, or ends that. Emits `AddressFrozen`.
    /// @custom:access-control The token's authority, role transfer agent.
    function setAddressFrozen(address wallet, bool freeze) external;

    /// @custom:access-control The token's authority, role transfer agent.
    function batchSetAddressFrozen(address[] calldata wallets, bool[] calldata freeze) external;

    /// @notice Freezes `amount` units more; they may exceed the balance. Emits `Frozen`, then `TokensFrozen`.
    /// @custom:access-control The token's authority, role transfer agent.
    function freezePartialTokens(address wallet, uint256 amount) external;

    /// @custom:access-control The token's authority, role transfer agent.
    function batchFreezePartialTokens(address[] calldata wallets, uint256[] calldata amounts) external;

    /// @notice Freezes `amount` units fewer, of at least as many. Emits `Frozen`, then `TokensUnfrozen`.
    /// @custom:access-control The token's authority, role transfer agent.
    function unfreezePartialTokens(address wallet, uint256 amount) external;

    /// @custom:access-control The token's authority, role transfer agent.
    function batchUnfreezePartialTokens(address[] calldata wallets, uint256[] calldata amounts) external;

    /// @notice What answers for the registry in the words of ERC-3643; zero until `openFacades`.
    function identityRegistry() external view returns (address);

    /// @notice What answers for the rules in the words of ERC-3643; zero until `openFacades`.
    function compliance() external view returns (address);

    /// @notice Zero: the token has no identity contract.
    function onchainID() external view returns (address);

    /// @notice Of these surfaces.
    function version() external view returns (string memory);
}
