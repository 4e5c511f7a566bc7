private import AsyncHTTPClient
public import CPSDiagnostics
internal import CPSPrimitives
public import CPSTrust
private import NIOCore
private import NIOHTTP1

/// Fetches published files over HTTP/1.1, with what keeps a hostile or broken publisher from doing harm.
///
/// One deadline covers the whole exchange; the file has a size cap, which a length that is announced meets
/// before a byte is read; nothing is decompressed, no redirect followed, no connection held open (the good
/// practice of ANS: igc-sante.md section 2), and proxies named by the environment play no part (attack cases
/// HN-11, HN-13, HN-14).
public final class HTTPPublicationTransport: PublicationTransport {
  private let client: HTTPClient

  /// A transport.
  public init() { client = .bounded() }

  // The client keeps itself alive until its connections are closed.
  deinit { client.shutdown { _ in } }

  /// The whole file.
  ///
  /// - Throws: as ``PublicationTransport/file(at:upTo:within:)`` says.
  public func file(
    at address: PublicationAddress, upTo maximumLength: Int, within deadline: Duration
  ) async throws(CPSError) -> [UInt8] {
    func unavailable(_ detail: String, _ reason: String) -> CPSError {
      CPSError(.publicationUnavailable, ["address": address.text, "detail": detail], reason: reason)
    }
    let answer: Answer
    do {
      answer = try await within(deadline) { [client] in
        try await Self.answer(from: address, upTo: maximumLength, client)
      }
    } catch is NIOTooManyBytesError {
      throw unavailable("larger than \(maximumLength) bytes", "size cap")
    } catch {
      let row = TransportFailure.row(of: error, server: address.host)
      guard row != CPSError(.cancelled) else { throw row }
      throw unavailable(row == CPSError(.serviceTimedOut) ? "no answer in time" : "no answer", "\(row)")
    }
    guard answer.status == 200 else {
      throw unavailable("status \(answer.status)", "status \(answer.status)")
    }
    return Array(answer.body.readableBytesView)
  }

  private struct Answer: Sendable {
    let status: UInt
    let body: ByteBuffer
  }

  private static func answer(
    from address: PublicationAddress, upTo maximumLength: Int, _ client: HTTPClient
  ) async throws -> Answer {
    var request = HTTPClientRequest(url: address.text)
    request.headers.add(name: "Connection", value: "close")
    let response = try await client.execute(request, deadline: .distantFuture)
    let status = response.status.code
    // Only a file is read: the body of anything else is of no use to anybody.
    guard status == 200 else { return Answer(status: status, body: ByteBuffer()) }
    return Answer(status: status, body: try await response.collected(upTo: maximumLength))
  }
}
