public import CPSDiagnostics
public import CPSProof
public import HTTPTypes
public import Hummingbird
public import Logging
internal import NIOCore
internal import NIOEmbedded
internal import Synchronization

/// Carries requests to a responder of this process, with no socket between.
public struct InProcessTransport: ServiceTransport {
  private let respond: @Sendable (Request, ApplicationRequestContextSource) async throws -> Response
  private let logger: Logger
  /// The connection that all requests seem to come over; nothing is ever written to it.
  private let channel = NIOAsyncTestingChannel()

  /// A transport to a responder, which logs to `logger` and may believe that it listens on a Unix socket.
  public init<Responder: HTTPResponder>(responder: Responder, logger: Logger, socket: String? = nil)
  where Responder.Context: InitializableFromSource<ApplicationRequestContextSource> {
    respond = { request, source in
      try await responder.respond(to: request, context: Responder.Context(source: source))
    }
    self.logger = logger
    channel.localAddress = socket.flatMap { try? SocketAddress(unixDomainSocketPath: $0) }
  }

  private init(_ other: InProcessTransport, from address: String) {
    (respond, logger) = (other.respond, other.logger)
    channel.localAddress = other.channel.localAddress
    channel.remoteAddress = try? SocketAddress(ipAddress: address, port: 50_000)
  }

  /// The same for somebody at an address of IPv4 or IPv6.
  public func from(_ address: String) -> InProcessTransport { InProcessTransport(self, from: address) }

  /// Sends a request.
  public func send(_ request: ServiceRequest) async throws(CPSError) -> ServiceAnswer {
    try await send(
      request,
      fields: HTTPFields(
        request.headers.compactMap { name, value in
          HTTPField.Name(name).map { HTTPField(name: $0, value: value) }
        }))
  }

  /// Sends a request whose header fields may occur more than once.
  public func send(_ request: ServiceRequest, fields: HTTPFields) async throws(CPSError) -> ServiceAnswer {
    let head = HTTPRequest(
      method: HTTPRequest.Method(request.method) ?? .get, scheme: nil, authority: "elsewhere.example",
      path: request.path, headerFields: fields)
    let incoming = Request(head: head, body: RequestBody(buffer: ByteBuffer(bytes: request.body)))
    let source = ApplicationRequestContextSource(channel: channel, logger: logger)
    do {
      let response = try await respond(incoming, source)
      let writer = CollectingWriter()
      try await response.body.write(writer)
      let headers = response.headers.map { ($0.name.rawName, $0.value) }
      return ServiceAnswer(
        status: response.status.code, headers: Dictionary(headers) { _, last in last },
        body: Array(writer.collected.bytes.withLock { $0 }.readableBytesView))
    } catch {
      throw CPSError(.internalFault, reason: "\(error)")
    }
  }
}

/// Keeps what a response body writes.
private struct CollectingWriter: ResponseBodyWriter {
  final class Collected: Sendable {
    let bytes = Mutex(ByteBuffer())
  }

  let collected = Collected()

  mutating func write(_ buffer: ByteBuffer) async throws {
    _ = collected.bytes.withLock { $0.writeImmutableBuffer(buffer) }
  }
  consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
