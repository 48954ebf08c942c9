// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @title ERC-1643: documents of a token, by name
interface IERC1643 {
    event DocumentUpdated(bytes32 indexed name, string uri, bytes32 documentHash);
    /// @notice uri, documentHash: of the document that was removed.
    event DocumentRemoved(bytes32 indexed name, string uri, bytes32 documentHash);

    /// @notice Attaches a document, or replaces the one of that name. Emits `DocumentUpdated`.
    /// @param documentHash Of its content; zero if that changes.
    /// @custom:access-control The token's authority, role rule author.
    function setDocument(bytes32 name, string calldata uri, bytes32 documentHash) external;

    /// @notice Emits `DocumentRemoved`.
    /// @custom:access-control The token's authority, role rule author.
    function removeDocument(bytes32 name) external;

    /// @return uri Empty if there is none of that name, as all that follows.
    /// @return documentHash Of its content.
    /// @return modified When it was set last, unix seconds.
    function getDocument(
        bytes32 name
    ) external view returns (string memory uri, bytes32 documentHash, uint256 modified);

    /// @return names In no order.
    function getAllDocuments() external view returns (bytes32[] memory names);
}
