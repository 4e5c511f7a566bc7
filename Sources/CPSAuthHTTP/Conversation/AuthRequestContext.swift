internal import CPSProof
public import Hummingbird

/// The request context of a service that needs none of its own.
public struct AuthRequestContext: ConversationContext {
  /// What Hummingbird keeps of a request.
  public var coreContext: CoreRequestContextStorage
  /// What is known about the request at hand.
  public var conversation: Conversation

  /// The context of a request that came over a connection.
  public init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
    conversation = Conversation(over: source)
  }

  /// The largest body, in bytes.
  public var maxUploadSize: Int { ProtocolJSON.maximumLength }
}
