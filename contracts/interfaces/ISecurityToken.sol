// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IWeighbridge} from "./IWeighbridge.sol";

/// @title A security token
/// @notice An ERC-20 whose every movement is weighed by the engine first. Here is what it has beyond ERC-20, ERC-2612 and ERC-5267.
/// The domain that a permit is signed for is not named after the token: ask `eip712Domain`.
/// @dev Every function that writes asks the token's authority, by its own selector: it reverts with AccessManagedUnauthorized, or with the
/// authority's own error if a delayed operation is not ready, was never scheduled or has expired. Movements revert with one of `IReasons`.
interface ISecurityToken {
    /// @notice Units were moved by order of a court or authority.
    /// @param caller Who called the token: the transfer agent, or its AccessManager.
    /// @param amount Token units.
    /// @param instrument Hash of the document that ordered it.
    event OrderExecuted(
        address indexed caller,
        address indexed from,
        address indexed to,
        uint256 amount,
        bytes32 instrument
    );

    /// @notice The document that orders a forced movement was never filed for it, or a movement by document names none.
    error InstrumentMissing();
    /// @notice Another document was filed for this forced movement.
    error InstrumentDiffers(bytes32 filed, bytes32 instrument);
    /// @notice Who filed an order does not execute it.
    error SecondPersonMissing(address filer);
    /// @notice Where two accounts are asked for, each calls the token itself: the authority calls for all, and does not say for whom.
    error CallerUnnamed(address authority);
    /// @notice The other half of a token must be a contract.
    error SurfacesInvalid(address surfaces);

    /// @notice Creates `amount` units in `to`.
    /// @custom:access-control The token's authority, role transfer agent.
    function mint(address to, uint256 amount) external;

    /// @notice Destroys `amount` units of `from`, who need not agree.
    /// @custom:access-control The token's authority, role transfer agent.
    function burn(address from, uint256 amount) external;

    /// @notice Moves `amount` units by order of a court or authority, which another account filed (`fileInstrument`) and which is used up. Emits
    /// `Transfer`, then `ControllerTransfer`, `ForcedTransfer` and `OrderExecuted`.
    /// @dev Contracts count accounts, not persons: that two keys are in two hands is for who grants the role. Pause, freezes and the rules do not stop it; blocked or unknown parties and pledged units do. It takes free units first, then frozen
    /// ones, which are then no longer frozen: if there are such, the engine emits `FrozenUnitsSet` and the token `Frozen`.
    /// @param instrument Hash of the document that orders it, as it was filed.
    /// @custom:access-control The token's authority, role transfer agent; another account than the one that filed it.
    function forcedTransfer(address from, address to, uint256 amount, bytes32 instrument) external;

    /// @notice Stops every movement but forced and licensed ones. The engine emits `PausedSet`, the token `Paused`.
    /// @custom:access-control The token's authority, role guardian.
    function pause() external;

    /// @notice Lets units move again. The engine emits `PausedSet`, the token `Unpaused`.
    /// @custom:access-control The token's authority, role transfer agent: whoever may stop at once does not restart alone.
    function unpause() external;

    /// @notice Binds `units` of `wallet`: they may not leave. The engine emits `FrozenUnitsSet`, the token `Frozen`.
    /// @param units Token units; they replace the number before and may exceed the balance. 0 frees all.
    /// @custom:access-control The token's authority, role transfer agent.
    function setFrozenUnits(address wallet, uint256 units) external;

    /// @notice Freezes the whole of `wallet`, nothing in and nothing out, or ends that. The engine emits `WalletFrozenSet`, the
    /// token `AddressFrozen`.
    /// @dev While a recovery of the wallet is announced, nothing ends the freeze (RecoveryWaiting), and a freeze outlives the recovery.
    /// @custom:access-control The token's authority, role transfer agent.
    function setWalletFrozen(address wallet, bool frozen) external;

    /// @notice The one authority under which the token may be admitted to a registry: nobody else can take a fresh token for his own. Who may
    /// act for the token after that is asked of `authority`.
    function initialAuthority() external view returns (address);

    /// @notice What weighs the movements; never changes.
    function engine() external view returns (IWeighbridge);

    /// @notice The token's other half, which answers what clients of other standards ask: `ISecurityTokenSurfaces`.
    function surfaces() external view returns (address);

    /// @notice The AccessManager that says who may act for the token, as the engine has it; zero before the token is admitted.
    function authority() external view returns (address);

    function paused() external view returns (bool);

    /// @notice Token units of `wallet` that may not leave; may exceed its balance.
    function frozenUnits(address wallet) external view returns (uint256 units);

    /// @notice Whether the whole wallet is frozen.
    function isFrozen(address wallet) external view returns (bool);

    /// @notice Token units that freezes and pledges let leave `wallet`: the balance less frozen and held units, and 0 if all of it is frozen.
    function freeUnits(address wallet) external view returns (uint256 units);
}
