// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {ILeverageRegistry} from "./ILeverageRegistry.sol";
import {IMarginPosition} from "./IMarginPosition.sol";

/// @notice What a vault lends, against what, for how much. Which margin rules bind it stands in the registry's table of its venue.
/// @param registry Where the vault is admitted as a venue that is read on chain. @param token Whose units are pledged. @param stablecoin What is lent: one unit
/// of the registry's quote currency, in 2 to 36 decimals. @param lender Whose money it is. @param rate Basis points a year of 365 days, at most 10,000.
/// @param discount Basis points that a buyer pays less than the price in a close-out, below 10,000. @param period Seconds after which interest joins the principal;
/// 0: simple interest.
struct VaultTerms {
    ILeverageRegistry registry;
    address token;
    address stablecoin;
    address lender;
    uint16 rate;
    uint16 discount;
    uint32 period;
}

/// @title A margin vault: units pledged, a stablecoin lent
/// @notice One lender, one token, one stablecoin. What may be lent, and when a pledge is sold, the leverage registry decides, by the table of the vault's venue.
/// Amounts of the stablecoin are in its smallest units.
/// @dev The lender pays in by a plain transfer. Of a blocked investor nothing moves, in or out; the debt goes on.
interface IMarginVault is IMarginPosition {
    event VenueJoined(uint32 indexed venue);
    event PledgeTaken(uint64 indexed investor, uint256 indexed hold, uint256 units);
    event PledgeReturned(uint64 indexed investor, uint256 indexed hold, uint256 units);
    event Borrowed(uint64 indexed investor, address indexed wallet, uint256 amount, uint256 debt);
    event Repaid(uint64 indexed investor, address indexed payer, uint256 amount, uint256 debt);
    /// @notice price: of one whole token, cents. debt: what is left of it.
    event UnitsSold(
        uint64 indexed investor,
        address indexed buyer,
        uint256 units,
        uint256 price,
        uint256 payment,
        uint256 debt
    );
    /// @notice Nothing is pledged any more, and so much is still owed.
    event ShortfallLeft(uint64 indexed investor, uint256 debt);
    event DebtWrittenOff(uint64 indexed investor, uint256 amount);
    event SurplusClaimed(uint64 indexed investor, address indexed wallet, uint256 amount);
    event FundsTakenOut(address indexed to, uint256 amount);

    /// @notice A term is outside its range. field: its position in `VaultTerms`, from 0.
    error VaultTermInvalid(uint256 field, uint256 value);
    /// @notice The vault is not who reports for the venue, or has joined another.
    error VenueNotOwn(uint32 venue, address reporter);
    /// @notice The hold does not exist, or is in favour of somebody else.
    error HoldNotOurs(uint256 hold, address pledgee);
    error HoldTaken(uint256 hold);
    error HoldsOutOfRange(uint256 holds, uint256 most);
    /// @notice The caller is no wallet of the investor.
    error InvestorOnly(address caller, uint64 investor);
    error LenderOnly(address caller, address lender);
    error AmountOutOfRange(uint256 amount, uint256 most);
    /// @notice The vault has not so much that is the lender's.
    error FundsShort(uint256 amount, uint256 available);
    /// @notice most: how many units may be sold now; from: from when any may, unix seconds; 0: no call is open.
    error CloseOutOutOfRange(uint256 units, uint256 most, uint48 from);
    error PaymentAboveMost(uint256 payment, uint256 most);
    /// @notice Less arrived than was paid.
    error PaymentShort(uint256 received, uint256 payment);

    /// @notice Names the venue as which the registry has admitted the vault, once.
    /// @custom:access-control The lender.
    function joinVenue(uint32 venue) external;

    /// @notice Takes a hold of the token in favour of the vault as a pledge. The investor has opened an account at the venue. At most 8 an investor.
    /// @custom:access-control Any wallet of the holder's investor.
    function deposit(uint256 hold) external;

    /// @notice Gives a pledge back, whole. While something is owed it is an increase: the registry refuses it below the initial margin. Of a venue that was wound
    /// down anybody gives any back, whatever is owed.
    /// @custom:access-control Any wallet of the holder's investor.
    function withdraw(uint256 hold) external;

    /// @notice Lends to the caller's wallet. Reverts with a reason of `ILeverageReasons` if the registry refuses the increase.
    function borrow(uint256 amount) external;

    /// @notice Pays the debt of the wallet's investor, interest first. Anybody; also where the venue is suspended or was wound down. Of more than is owed only that
    /// is taken.
    /// @return received What arrived.
    function repay(address wallet, uint256 amount) external returns (uint256 received);

    /// @notice Sells pledged units of the wallet's investor that the registry lets be sold, to `buyer`, for what the caller pays. What is paid beyond the debt is the
    /// investor's, to be claimed.
    /// @dev The token judges the passing of the units as a transfer to the buyer. What is paid is the price less the discount, rounded up to a cent.
    /// @param units At most `closeOutQuote`'s. @param mostPayment What the caller would pay at most.
    /// @return payment What was paid.
    function closeOut(
        address wallet,
        address buyer,
        uint256 units,
        uint256 mostPayment
    ) external returns (uint256 payment);

    /// @notice Pays out to the caller's wallet what sales have brought its investor beyond the debt.
    function claim() external returns (uint256 amount);

    /// @notice Takes out money that is neither lent nor an investor's.
    /// @custom:access-control The lender.
    function takeOut(address to, uint256 amount) external;

    /// @notice Gives up what an investor owes.
    /// @custom:access-control The lender.
    function writeOff(address wallet) external;

    /// @notice What the wallet's investor owes now, with interest.
    function debtOf(address wallet) external view returns (uint256 debt);

    /// @notice Holds that are pledged. One that was released by a court's order is listed with no units behind it.
    function pledgesOf(uint64 investor) external view returns (uint256[] memory holds);

    /// @notice What the investor may claim.
    function owedTo(uint64 investor) external view returns (uint256 amount);

    /// @notice What is the lender's and not lent.
    function available() external view returns (uint256 amount);

    /// @notice How many units may be sold now, and what a buyer pays for them. A call that no mark has found yet is opened by `closeOut`'s own.
    /// @return units The smallest number that cures.
    /// @return payment For all of them.
    /// @return from From when any may be sold, unix seconds; 0: no call is open.
    function closeOutQuote(address wallet) external view returns (uint256 units, uint256 payment, uint48 from);
}
