internal import CPSProof
public import Hummingbird
internal import NIOCore

/// The request context of a service that needs none of its own.
public struct AuthRequestContext: ConversationContext {
  /// What Hummingbird keeps of a request.
  public var coreContext: CoreRequestContextStorage
  /// What is known about the request at hand.
  public var conversation: Conversation

  /// The context of a request that came over a connection.
  public init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
    conversation = Conversation(source: RequestSource.name(of: source.channel.remoteAddress))
  }

  /// The largest body, in bytes.
  public var maxUploadSize: Int { ProtocolJSON.maximumLength }
}
