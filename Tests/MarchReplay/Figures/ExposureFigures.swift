/// How the exposure report of the first act went.
struct ExposureFigures: Sendable, Encodable {
  /// Entries of the audit log, all of which were verified.
  let entries: Int
  /// How long the verification took.
  let verifySeconds: Double
  /// Look-ups that the log holds, those of others and those that found nobody included.
  let lookUps: Int
  /// How long it took to count whom the robot's accounts exposed.
  let countSeconds: Double
  /// People whom the report counts.
  let counted: Int
  /// How long it took the officer to open the list.
  let listSeconds: Double
  /// People whom the robot received.
  let received: Int
  /// People on the list.
  let listed: Int
  /// People whom the robot received and the list does not name.
  let missing: Int
  /// People whom the list names and the robot did not receive.
  let surplus: Int
  /// People whom the officer's key did not open.
  let unopened: Int
  /// People whom the key opened that `openssl cms` recovered from the first segment.
  let openedByOpenSSL: Int
  /// Whether `openssl cms` refused the key of somebody who is no recipient.
  let isClosedToStrangers: Bool
}
