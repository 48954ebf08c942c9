// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IERC3643Recovery} from "./external/IERC3643Recovery.sol";

/// @title Recovery of a wallet whose key is lost
/// @notice Announced, waited out and executed: all units go to another wallet of the same investor, with what is frozen and held of them. It is the
/// registrar who says that both wallets are one investor's.
interface IRecoveries is IERC3643Recovery {
    /// @notice The lost wallet is barred from now on.
    /// @param readyAt First second at which the recovery may be executed, unix seconds.
    event RecoveryAnnounced(
        address indexed caller,
        address indexed lost,
        address indexed replacement,
        uint256 readyAt,
        bytes32 instrument
    );
    event RecoveryCancelled(address indexed caller, address indexed lost, address indexed replacement);
    /// @param amount All units of the lost wallet.
    event RecoveryExecuted(
        address indexed caller,
        address indexed lost,
        address indexed replacement,
        uint256 amount,
        bytes32 instrument
    );

    /// @notice No recovery of the wallet is announced.
    error RecoveryNotAnnounced(address lost);
    /// @notice A recovery of the wallet is announced, and it stays barred until that is executed or cancelled.
    error RecoveryWaiting(address lost);
    /// @notice The wait is not over; both unix seconds.
    error RecoveryTooEarly(uint256 time, uint256 readyAt);
    /// @notice Another replacement was announced.
    error ReplacementDiffers(address announced, address replacement);

    /// @notice Bars `lost` at once, and lets all it has go to `replacement` after the token's notice. Emits `AddressFrozen` and `RecoveryAnnounced`.
    /// @dev Reverts with WalletUnknown or InvestorsDiffer unless the registry has both wallets as one investor's.
    /// @param instrument Hash of what proves the loss, as an affidavit; not zero.
    /// @custom:access-control The token's authority, role transfer agent.
    function announceRecovery(address lost, address replacement, bytes32 instrument) external;

    /// @notice Ends the recovery and frees the wallet, unless it was frozen for another reason. Emits `RecoveryCancelled`, and `AddressFrozen`.
    /// @custom:access-control The token's authority, role transfer agent: it lets units move again, which whoever may stop does not do.
    function cancelRecovery(address lost) external;

    /// @notice Moves all units of `lost` to its replacement. The lost wallet stays barred; the replacement is frozen if the lost wallet was before.
    /// @dev Reverts with one of `IReasons` if the token is paused, the investor is blocked, or the replacement is frozen or another's by now. Emits
    /// `Transfer`, `ControllerTransfer`, `RecoveryExecuted` and `RecoverySuccess`; of frozen and held units also `Frozen`, and the engine its own.
    /// @custom:access-control The token's authority, role transfer agent.
    function recover(address lost) external;

    /// @notice What is announced for `lost`; all zero: nothing.
    function recoveryOf(
        address lost
    ) external view returns (address replacement, uint256 readyAt, bytes32 instrument, bool wasFrozen);
}
