// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @title The suspense account: units whose receiver has no wallet yet
/// @notice It is the token's own address, enrolled by the registrar with the state `suspense`. It has no key: what is in it moves for its
/// beneficiary only, by the functions here. Each takes an order that another account filed (`IOrders.fileOrder`).
interface ISuspense {
    /// @notice Units wait for somebody. Beside it stand the events of the movement.
    event SuspenseEntered(address indexed from, address indexed beneficiary, uint256 amount, bytes32 instrument);
    /// @notice Units left for a wallet of whoever is entitled.
    event SuspenseReleased(address indexed beneficiary, address indexed to, uint256 amount, bytes32 instrument);

    /// @notice The registry does not have the token's own address, or not as a suspense account.
    error SuspenseAccountMissing();
    /// @notice Units enter and leave the suspense account for a beneficiary, whom the call does not name.
    error BeneficiaryMissing();
    /// @notice Who has a wallet in the registry receives at once.
    error BeneficiaryRegistered(address beneficiary);
    /// @notice Fewer units wait for the beneficiary.
    error SuspenseTooLow(address beneficiary, uint256 amount, uint256 waiting);

    /// @notice Moves units by order of a court or authority to the suspense account, for somebody who has no wallet in the registry: an estate, a
    /// marshal. Emits as a forced transfer does, then `SuspenseEntered`.
    /// @param beneficiary Names whom they wait for: any address that the registry does not know.
    /// @param instrument Hash of the order, not zero.
    /// @custom:access-control The token's authority, role transfer agent; another account than the one that filed the order.
    function forcedTransferToSuspense(address from, address beneficiary, uint256 amount, bytes32 instrument) external;

    /// @notice The same by transmission, as to an estate. Emits as `IOrders.transmit` does, then `SuspenseEntered`.
    /// @param cause One of `Causes`.
    /// @custom:access-control The token's authority, role transfer agent; another account than the one that filed the order.
    function transmitToSuspense(
        address from,
        address beneficiary,
        uint256 amount,
        uint8 cause,
        bytes32 instrument
    ) external;

    /// @notice Moves units that wait for `beneficiary` on to `to`, a wallet that the registry knows now, by transmission. Emits `Transfer`,
    /// `ControllerTransfer` and `SuspenseReleased`.
    /// @param instrument Hash of what shows that `to` is entitled, not zero.
    /// @custom:access-control The token's authority, role transfer agent; another account than the one that filed the order.
    function releaseFromSuspense(address beneficiary, address to, uint256 amount, bytes32 instrument) external;

    /// @notice Token units that wait for `beneficiary`.
    function suspenseOf(address beneficiary) external view returns (uint256 units);
}
