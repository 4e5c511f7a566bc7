private import AsyncHTTPClient
public import CPSDiagnostics
internal import CPSPrimitives
public import CPSTrust
private import NIOCore
private import NIOHTTP1

/// Asks one status responder over HTTP/1.1, with what keeps a hostile or broken one from doing harm.
///
/// One deadline covers the whole exchange; the answer has a size cap, which a length that is announced meets
/// before a byte is read; nothing is decompressed, no redirect followed, and proxies named by the environment
/// play no part (attack cases HN-11, HN-14).
public final class HTTPStatusTransport: StatusTransport {
  private static let requestType = "application/ocsp-request"
  private static let responseType = "application/ocsp-response"

  private let client: HTTPClient
  private let responder: PublicationAddress

  /// A transport to the responder that the administrator named.
  public init(to responder: PublicationAddress) {
    client = .bounded()
    self.responder = responder
  }

  // The client keeps itself alive until its connections are closed.
  deinit { client.shutdown { _ in } }

  /// The body of the answer.
  ///
  /// - Throws: as ``StatusTransport/answer(to:upTo:within:)`` says.
  public func answer(
    to request: [UInt8], upTo maximumLength: Int, within deadline: Duration
  ) async throws(CPSError) -> [UInt8] {
    do {
      return try await CPSTransport.within(deadline) { [client, responder] in
        try await Self.exchange(request, responder, upTo: maximumLength, client)
      }
    } catch {
      throw Self.row(of: error)
    }
  }

  private static func exchange(
    _ body: [UInt8], _ responder: PublicationAddress, upTo maximumLength: Int, _ client: HTTPClient
  ) async throws -> [UInt8] {
    var request = HTTPClientRequest(url: responder.text)
    request.method = .POST
    request.headers.add(name: "Content-Type", value: requestType)
    request.headers.add(name: "Accept", value: responseType)
    // A connection that is kept may close under the next request, and that would look like silence.
    request.headers.add(name: "Connection", value: "close")
    request.body = .bytes(ByteBuffer(bytes: body))
    let response = try await client.execute(request, deadline: .distantFuture)
    // The body of anything but an answer is of no use to anybody, so it is left unread.
    guard response.status == .ok else { throw unanswered("status \(response.status.code)") }
    guard response.headers["content-type"].map(mediaType) == [responseType] else {
      throw unanswered("not an OCSP response")
    }
    guard response.headers["content-encoding"].allSatisfy({ $0.lowercased() == "identity" }) else {
      throw unanswered("compressed")
    }
    return Array(try await response.collected(upTo: maximumLength).readableBytesView)
  }

  /// The type in a Content-Type field, in lower case and without parameters (RFC 9110, clause 8.3.1).
  private static func mediaType(_ field: String) -> String {
    String(field.lowercased().prefix { $0 != ";" && $0 != " " })
  }

  private static func row(of error: any Error) -> CPSError {
    switch error {
    case let error as CPSError: error
    case is CancellationError: CPSError(.cancelled)
    case let error as HTTPClientError where error == .cancelled: CPSError(.cancelled)
    case is DeadlineExceeded: unanswered("not in time")
    case is NIOTooManyBytesError: unanswered("too large")
    default: unanswered("unreachable, or not HTTP", reason: "\(error)")
    }
  }

  private static func unanswered(_ detail: String, reason: String? = nil) -> CPSError {
    CPSError(.statusUnanswered, ["detail": detail], reason: reason ?? detail)
  }
}
