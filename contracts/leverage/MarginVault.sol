// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {IExposures} from "../interfaces/IExposures.sol";
import {IHolds} from "../interfaces/IHolds.sol";
import {ILeverageRegistry} from "../interfaces/ILeverageRegistry.sol";
import {Venue} from "../interfaces/ILeverageVenues.sol";
import {IMarginPosition} from "../interfaces/IMarginPosition.sol";
import {IMarginVault, VaultTerms} from "../interfaces/IMarginVault.sol";
import {IReasons} from "../interfaces/IReasons.sol";
import {IWeighbridge} from "../interfaces/IWeighbridge.sol";
import {Shape} from "../types/Kinds.sol";
import {VenueStates} from "../types/LeverageKinds.sol";
import {Record} from "../types/Record.sol";
import {CloseOuts} from "./CloseOuts.sol";
import {Interest, Loan} from "./Interest.sol";

/// @title A margin vault
/// @notice A worked example of a venue that is read on chain. It keeps holds and debts, and asks the registry about everything else: no figure of margin is here.
/// @dev Pledges are counted anew from the token each time they are asked for: a court's order may release one.
contract MarginVault is IMarginVault, ReentrancyGuardTransient {
    using SafeERC20 for IERC20Metadata;
    using Interest for Loan;

    /// @dev So that a position is read within bounded gas.
    uint256 private constant MOST_HOLDS = 8;
    /// @dev So that interest of many years fits.
    uint256 private constant MOST_RATE = Shape.BASIS_POINTS;
    uint256 private constant CENT_DECIMALS = 2;
    uint256 private constant MOST_DECIMALS = 36;

    ILeverageRegistry public immutable registry;
    IWeighbridge public immutable engine;
    /// @notice The engine's registry that knows the token's holders.
    uint32 public immutable engineRegistry;
    address public immutable token;
    address public immutable stablecoin;
    address public immutable lender;
    uint16 public immutable rate;
    uint16 public immutable discount;
    uint32 public immutable period;
    /// @dev Of one whole token.
    uint256 private immutable _scale;
    /// @dev Of the stablecoin, in its smallest units.
    uint256 private immutable _cent;

    /// @notice As which the registry admitted the vault; 0: not yet.
    uint32 public venue;
    uint256 private _owedToAll;
    mapping(uint64 investor => Loan) private _loans;
    mapping(uint64 investor => uint256[] holds) private _pledges;
    mapping(uint64 investor => uint256 amount) private _owed;
    mapping(uint256 hold => bool) private _isTaken;

    constructor(VaultTerms memory terms) {
        registry = terms.registry;
        engine = IWeighbridge(terms.registry.engine());
        (token, stablecoin, lender) = (terms.token, terms.stablecoin, terms.lender);
        (rate, discount, period) = (terms.rate, terms.discount, terms.period);
        engineRegistry = engine.tokenConfig(terms.token).registry();
        if (engineRegistry == 0) revert VaultTermInvalid(1, uint160(terms.token));
        uint256 decimals = IERC20Metadata(terms.stablecoin).decimals();
        if (decimals < CENT_DECIMALS || decimals > MOST_DECIMALS) revert VaultTermInvalid(2, decimals);
        if (terms.lender == address(0)) revert VaultTermInvalid(3, 0);
        if (terms.rate > MOST_RATE) revert VaultTermInvalid(4, terms.rate);
        if (terms.discount >= Shape.BASIS_POINTS) revert VaultTermInvalid(5, terms.discount);
        _cent = 10 ** (decimals - CENT_DECIMALS);
        _scale = 10 ** IERC20Metadata(terms.token).decimals();
    }

    modifier onlyLender() {
        if (msg.sender != lender) revert LenderOnly(msg.sender, lender);
        _;
    }

    /// @inheritdoc IMarginVault
    function joinVenue(uint32 number) external onlyLender {
        (Venue memory found, ) = registry.venueOf(number);
        if (venue != 0 || found.reporter != address(this)) revert VenueNotOwn(number, found.reporter);
        venue = number;
        emit VenueJoined(number);
    }

    /* PLEDGES */

    /// @inheritdoc IMarginVault
    function deposit(uint256 hold) external nonReentrant {
        (uint64 investor, uint256 units) = _ownHold(hold);
        if (_isTaken[hold]) revert HoldTaken(hold);
        _isTaken[hold] = true;
        _dropEmpty(investor);
        uint256 count = _pledges[investor].length + 1;
        if (count > MOST_HOLDS) revert HoldsOutOfRange(count, MOST_HOLDS);
        _pledges[investor].push(hold);
        emit PledgeTaken(investor, hold, units);
        registry.mark(venue, engineRegistry, msg.sender, 0);
    }

    /// @inheritdoc IMarginVault
    function withdraw(uint256 hold) external nonReentrant {
        bool ended = _venueState() == VenueStates.WOUND_DOWN;
        (uint64 investor, uint256 units) = ended ? _anyHold(hold) : _ownHold(hold);
        bool pledged = _remove(investor, hold);
        emit PledgeReturned(investor, hold, units);
        IHolds(token).releaseHold(hold);
        if (!pledged || ended) return;
        uint256 drawn = 0;
        if (_loanOf(investor).total() != 0) {
            (uint256 price, , , ) = registry.priceOf(token);
            drawn = CloseOuts.valueUp(units, price, _scale);
            if (drawn == 0) drawn = 1; // worth nothing that can be told: an increase all the same
        }
        _tell(msg.sender, drawn);
    }

    /* MONEY */

    /// @inheritdoc IMarginVault
    function borrow(uint256 amount) external nonReentrant {
        uint64 investor = _investorOf(msg.sender);
        if (amount == 0 || amount > type(uint112).max) revert AmountOutOfRange(amount, type(uint112).max);
        uint256 funds = available();
        if (amount > funds) revert FundsShort(amount, funds);
        Loan memory loan = _loanOf(investor);
        loan.principal += uint112(amount); // fits: checked above; a sum that does not reverts
        _loans[investor] = loan;
        emit Borrowed(investor, msg.sender, amount, loan.total());
        registry.mark(venue, engineRegistry, msg.sender, _centsUp(amount));
        IERC20Metadata(stablecoin).safeTransfer(msg.sender, amount);
    }

    /// @inheritdoc IMarginVault
    function repay(address wallet, uint256 amount) external nonReentrant returns (uint256 received) {
        uint64 investor = _investorOf(wallet);
        _checkPayer(msg.sender);
        uint256 debt = _loanOf(investor).total();
        received = _pull(amount < debt ? amount : debt);
        emit Repaid(investor, msg.sender, received, _credit(investor, received));
        _tell(wallet, 0);
    }

    /// @inheritdoc IMarginVault
    function closeOut(
        address wallet,
        address buyer,
        uint256 units,
        uint256 mostPayment
    ) external nonReentrant returns (uint256 payment) {
        uint64 investor = _investorOf(wallet);
        _checkPayer(msg.sender);
        registry.mark(venue, engineRegistry, wallet, 0);
        (uint256 most, uint256 price, uint48 from) = registry.closeOutOf(venue, engineRegistry, wallet);
        if (units == 0 || units > most) revert CloseOutOutOfRange(units, most, from);
        payment = _paymentFor(units, price);
        if (payment > mostPayment) revert PaymentAboveMost(payment, mostPayment);
        uint256 received = _pull(payment);
        if (received < payment) revert PaymentShort(received, payment);
        uint256 debt = _credit(investor, received);
        emit UnitsSold(investor, buyer, units, price, payment, debt);
        _deliver(investor, buyer, units);
        registry.mark(venue, engineRegistry, wallet, 0);
        if (debt != 0 && _unitsOf(investor) == 0) emit ShortfallLeft(investor, debt);
    }

    /// @inheritdoc IMarginVault
    function claim() external nonReentrant returns (uint256 amount) {
        uint64 investor = _investorOf(msg.sender);
        amount = _owed[investor];
        _owed[investor] = 0;
        _owedToAll -= amount;
        emit SurplusClaimed(investor, msg.sender, amount);
        IERC20Metadata(stablecoin).safeTransfer(msg.sender, amount);
    }

    /// @inheritdoc IMarginVault
    function takeOut(address to, uint256 amount) external nonReentrant onlyLender {
        uint256 funds = available();
        if (amount > funds) revert FundsShort(amount, funds);
        emit FundsTakenOut(to, amount);
        IERC20Metadata(stablecoin).safeTransfer(to, amount);
    }

    /// @inheritdoc IMarginVault
    function writeOff(address wallet) external nonReentrant onlyLender {
        uint64 investor = _investorOf(wallet);
        emit DebtWrittenOff(investor, _loanOf(investor).total());
        delete _loans[investor];
        _tell(wallet, 0);
    }

    /* READ */

    /// @inheritdoc IMarginPosition
    function positionOf(
        uint32 number,
        uint64 investor
    ) external view returns (address pledged, uint256 units, uint256 debt, uint256 below) {
        if (number != engineRegistry) return (token, 0, 0, discount);
        return (token, _unitsOf(investor), _centsUp(_loanOf(investor).total()), discount);
    }

    /// @inheritdoc IMarginVault
    function debtOf(address wallet) external view returns (uint256 debt) {
        return _loanOf(engine.record(engineRegistry, wallet).investor()).total();
    }

    /// @inheritdoc IMarginVault
    function pledgesOf(uint64 investor) external view returns (uint256[] memory holds) {
        return _pledges[investor];
    }

    /// @inheritdoc IMarginVault
    function owedTo(uint64 investor) external view returns (uint256 amount) {
        return _owed[investor];
    }

    /// @inheritdoc IMarginVault
    function closeOutQuote(address wallet) external view returns (uint256 units, uint256 payment, uint48 from) {
        uint256 price;
        (units, price, from) = registry.closeOutOf(venue, engineRegistry, wallet);
        payment = _paymentFor(units, price);
    }

    /// @inheritdoc IMarginVault
    function available() public view returns (uint256 amount) {
        uint256 balance = IERC20Metadata(stablecoin).balanceOf(address(this));
        return balance < _owedToAll ? 0 : balance - _owedToAll;
    }

    /* INSIDE */

    /// @dev What a reduction leaves: a venue that may report nothing reports it later, or never again.
    function _tell(address wallet, uint256 drawn) private {
        if (drawn == 0 && _venueState() > VenueStates.CLOSE_ONLY) return;
        registry.mark(venue, engineRegistry, wallet, drawn);
    }

    /// @dev What arrived, whatever the stablecoin takes for itself.
    function _pull(uint256 amount) private returns (uint256 received) {
        IERC20Metadata coin = IERC20Metadata(stablecoin);
        uint256 before = coin.balanceOf(address(this));
        coin.safeTransferFrom(msg.sender, address(this), amount);
        return coin.balanceOf(address(this)) - before;
    }

    /// @return debt What is still owed. What is left over is the investor's.
    function _credit(uint64 investor, uint256 amount) private returns (uint256 debt) {
        (Loan memory loan, uint256 left) = _loanOf(investor).paid(amount);
        _loans[investor] = loan;
        _owed[investor] += left;
        _owedToAll += left;
        return loan.total();
    }

    /// @dev The latest pledge first.
    function _deliver(uint64 investor, address buyer, uint256 units) private {
        uint256[] storage holds = _pledges[investor];
        while (units != 0) {
            uint256 hold = holds[holds.length - 1];
            uint256 held = _unitsIn(hold);
            uint256 part = units < held ? units : held;
            units -= part;
            if (part == held) holds.pop();
            if (part != 0) IHolds(token).enforceHold(hold, buyer, part);
        }
    }

    function _remove(uint64 investor, uint256 hold) private returns (bool found) {
        uint256[] storage holds = _pledges[investor];
        for (uint256 i = 0; i < holds.length; ++i) {
            if (holds[i] != hold) continue;
            holds[i] = holds[holds.length - 1];
            holds.pop();
            return true;
        }
    }

    /// @dev Forgets holds that somebody else has ended.
    function _dropEmpty(uint64 investor) private {
        uint256[] storage holds = _pledges[investor];
        for (uint256 i = holds.length; i != 0; --i) {
            if (_unitsIn(holds[i - 1]) != 0) continue;
            holds[i - 1] = holds[holds.length - 1];
            holds.pop();
        }
    }

    function _ownHold(uint256 hold) private view returns (uint64 investor, uint256 units) {
        (investor, units) = _anyHold(hold);
        if (_investorOf(msg.sender) != investor) revert InvestorOnly(msg.sender, investor);
    }

    function _anyHold(uint256 hold) private view returns (uint64 investor, uint256 units) {
        address holder;
        address pledgee;
        (holder, pledgee, units, ) = IHolds(token).holdOf(hold);
        if (units == 0 || pledgee != address(this)) revert HoldNotOurs(hold, pledgee);
        investor = _investorOf(holder);
    }

    function _unitsOf(uint64 investor) private view returns (uint256 units) {
        uint256[] storage holds = _pledges[investor];
        for (uint256 i = 0; i < holds.length; ++i) units += _unitsIn(holds[i]);
    }

    /// @dev None, once the vault is no longer its pledgee.
    function _unitsIn(uint256 hold) private view returns (uint256) {
        (, address pledgee, uint256 units, ) = IHolds(token).holdOf(hold);
        return pledgee == address(this) ? units : 0;
    }

    function _loanOf(uint64 investor) private view returns (Loan memory) {
        return _loans[investor].grown(rate, period, block.timestamp);
    }

    function _paymentFor(uint256 units, uint256 price) private view returns (uint256) {
        return CloseOuts.paymentUp(units, price, _scale, discount) * _cent;
    }

    function _centsUp(uint256 amount) private view returns (uint256) {
        return (amount + _cent - 1) / _cent;
    }

    function _venueState() private view returns (uint8) {
        (Venue memory found, ) = registry.venueOf(venue);
        return found.state;
    }

    /// @dev Known, and not blocked: with somebody else nothing moves.
    function _investorOf(address wallet) private view returns (uint64) {
        Record record = engine.record(engineRegistry, wallet);
        if (!record.isKnown()) revert IExposures.WalletNotRecorded(engineRegistry, wallet);
        _checkNotBlocked(record, wallet);
        return record.investor();
    }

    /// @dev Whoever pays need not be known; but whoever is known must not be blocked.
    function _checkPayer(address payer) private view {
        _checkNotBlocked(engine.record(engineRegistry, payer), payer);
    }

    function _checkNotBlocked(Record record, address wallet) private pure {
        if (record.isBlocked()) revert IReasons.InvestorBlocked(Shape.BUILT_IN_RULE, wallet, 1, 0);
    }
}
