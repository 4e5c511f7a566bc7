public import CPSAuth
public import CPSAuthSafeguards
public import CPSDiagnostics
public import CPSPrimitives
internal import Synchronization

/// Keeps messages in the place of sending them.
public final class KeptMessages: RenewalMessenger {
  /// A message.
  public struct Message: Sendable, Hashable {
    /// What its code is made of.
    public let code: String
    /// For which account.
    public let account: String
    /// To whom.
    public let address: String
    /// Until when the code is good.
    public let expiry: Timestamp
  }

  private let messages = Mutex<[Message]>([])
  private let told = Mutex<[String]>([])

  /// No message yet.
  public init() {}

  /// The accounts whose owners were told of a renewal.
  public var renewed: [String] { told.withLock { $0 } }

  /// The messages, the last one last.
  public var all: [Message] { messages.withLock { $0 } }

  /// Keeps that somebody was told.
  public func tell(
    ofRenewalOf account: AccountName, to address: MailAddress, at moment: Timestamp
  ) async throws(CPSError) {
    told.withLock { $0.append("\(account.text) \(address.text)") }
  }

  /// Keeps a message.
  public func send(
    codeNamed name: String, for account: AccountName, to address: MailAddress, until expiry: Timestamp
  ) async throws(CPSError) {
    messages.withLock {
      $0.append(Message(code: name, account: account.text, address: address.text, expiry: expiry))
    }
  }
}
