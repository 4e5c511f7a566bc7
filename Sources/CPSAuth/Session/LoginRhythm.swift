public import CPSDiagnostics

/// The rhythm in which people log in, beyond which a machine is suspected (attack case CL-01).
///
/// Who logs in more often than that with a card must show that it stays (``PresenceLease``); who goes on is
/// refused. Each begins an alarm, once in a window.
public struct LoginRhythm: Sendable, Hashable {
  /// The paces that hold together.
  public let paces: [LoginPace]

  /// 20 in an hour and 60 in a day as they come, 40 and 150 at all: a ward where a card goes in and out at every
  /// bed stays below, a script that logs in every minute does not.
  public static let standard = LoginRhythm(checked: [
    LoginPace(checked: .seconds(3_600), unattended: 20, limit: 40),
    LoginPace(checked: .seconds(86_400), unattended: 60, limit: 150),
  ])

  /// A rhythm.
  ///
  /// - Throws: ``Diagnostic/configurationInvalid`` without a pace, or with two of one window.
  public init(_ paces: [LoginPace]) throws(CPSError) {
    guard !paces.isEmpty, Set(paces.map(\.window.components.seconds)).count == paces.count else {
      throw CPSError(
        .configurationInvalid, ["place": "login rhythm", "detail": "one pace at least, each window once"])
    }
    self.init(checked: paces)
  }

  private init(checked paces: [LoginPace]) { self.paces = paces }
}
