/// The status with which a command ends: sysexits(3) where one fits, 10 to 39 of our own.
public struct ExitStatus: RawRepresentable, Sendable, Hashable {
  /// The number given to `exit(3)`.
  public let rawValue: Int32

  /// Wraps a number; prefer the named statuses.
  public init(rawValue: Int32) { self.rawValue = rawValue }

  private init(_ rawValue: Int32) { self.rawValue = rawValue }

  /// The command did what it was asked.
  public static let success = ExitStatus(0)
  /// A question was answered with no: not logged in, not valid.
  public static let negative = ExitStatus(1)
  /// No reader is connected.
  public static let noReader = ExitStatus(10)
  /// No card is in the reader.
  public static let noCard = ExitStatus(11)
  /// The card is not a CPS card, or not one that can be used.
  public static let notACPS = ExitStatus(12)
  /// The card is held by another program.
  public static let cardBusy = ExitStatus(13)
  /// The card was removed, exchanged, reset, or does not behave as a card must.
  public static let cardFault = ExitStatus(14)
  /// The PIN was wrong.
  public static let pinWrong = ExitStatus(20)
  /// The PIN is blocked.
  public static let pinBlocked = ExitStatus(21)
  /// The person cancelled.
  public static let cancelled = ExitStatus(22)
  /// Time ran out.
  public static let timeout = ExitStatus(23)
  /// A certificate or a list is past its time.
  public static let expired = ExitStatus(30)
  /// The certificate is revoked.
  public static let revoked = ExitStatus(31)
  /// The certificate does not lead to a trusted anchor, or is not of the right kind.
  public static let untrusted = ExitStatus(32)
  /// Whether the certificate is revoked could not be established.
  public static let revocationUnknown = ExitStatus(33)
  /// Policy refuses.
  public static let denied = ExitStatus(34)
  /// A quota is used up.
  public static let quota = ExitStatus(35)
  /// A proof, a challenge or a token was refused.
  public static let proofRefused = ExitStatus(36)
  /// The command line is wrong (EX_USAGE).
  public static let usage = ExitStatus(64)
  /// Input data is malformed (EX_DATAERR).
  public static let dataError = ExitStatus(65)
  /// An input file is missing or unreadable (EX_NOINPUT).
  public static let noInput = ExitStatus(66)
  /// A service or a package is not there (EX_UNAVAILABLE).
  public static let unavailable = ExitStatus(69)
  /// A defect of this software (EX_SOFTWARE).
  public static let software = ExitStatus(70)
  /// A file could not be created (EX_CANTCREAT).
  public static let cannotCreate = ExitStatus(73)
  /// Reading or writing failed (EX_IOERR).
  public static let inputOutput = ExitStatus(74)
  /// Try again later (EX_TEMPFAIL).
  public static let temporary = ExitStatus(75)
  /// Not permitted by the system (EX_NOPERM).
  public static let noPermission = ExitStatus(77)
  /// The configuration is wrong (EX_CONFIG).
  public static let configuration = ExitStatus(78)
}
