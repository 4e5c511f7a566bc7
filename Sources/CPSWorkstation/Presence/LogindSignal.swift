/// What `gdbus monitor --dest org.freedesktop.login1` tells of a session's screen
/// (org.freedesktop.login1(5), "Session Objects").
public enum LogindSignal {
  private static let sessionPath = "/org/freedesktop/login1/session/"

  /// The object path of the session whose screen is being locked; nil for a line about anything else.
  ///
  /// Two signals mean it: `Lock`, by which logind asks the desktop to lock, and the hint by which the desktop says
  /// that it has.
  public static func lockedSession(in line: some StringProtocol) -> String? {
    let parts = line.split(separator: ": ", maxSplits: 1)
    guard parts.count == 2, parts[0].hasPrefix(sessionPath), parts[0].allSatisfy(isPathCharacter) else {
      return nil
    }
    let isAsked = parts[1].hasPrefix("org.freedesktop.login1.Session.Lock (")
    let isDone =
      parts[1].hasPrefix(
        "org.freedesktop.DBus.Properties.PropertiesChanged ('org.freedesktop.login1.Session'")
      && parts[1].contains("'LockedHint': <true>")
    return isAsked || isDone ? String(parts[0]) : nil
  }

  /// The user in an answer about the property `User` of a session, such as `(<(uint32 1000, objectpath '/…')>,)`.
  public static func user(in answer: some StringProtocol) -> UInt32? {
    guard let range = answer.firstRange(of: "uint32 ") else { return nil }
    return UInt32(answer[range.upperBound...].prefix { $0.isASCII && $0.isNumber })
  }

  /// D-Bus Specification, "Valid Object Paths".
  private static func isPathCharacter(_ character: Character) -> Bool {
    character == "/" || character == "_" || character.isASCII && (character.isLetter || character.isNumber)
  }
}
