private import AsyncHTTPClient
public import CPSDiagnostics
internal import CPSPrimitives
public import CPSProof
private import NIOCore
private import NIOHTTP1
private import NIOSSL

#if canImport(Glibc)
  private import Glibc
#elseif canImport(Musl)
  private import Musl
#endif

/// Speaks HTTP/1.1 to a service, with what keeps a hostile or broken one from doing harm.
///
/// One deadline covers the whole exchange, from the name look-up to the last byte of the body; the answer has
/// a size cap; nothing is decompressed; no redirect is followed; proxies named by the environment play no
/// part; TLS is verified for the host of the address (attack cases HN-11, HN-25, FT-08).
public final class HTTPServiceTransport: ServiceTransport {
  /// The largest answer that is read unless another cap is given, in bytes.
  public static let defaultMaximumAnswerLength = 65_536
  /// The time that an exchange may take unless another is given.
  public static let defaultDeadline = Duration.seconds(10)

  private let client: HTTPClient
  private let deadline: Duration
  private let maximumAnswerLength: Int

  /// A transport.
  ///
  /// - Parameters:
  ///   - roots: who may vouch for a service.
  ///   - deadline: how long one exchange may take in all.
  ///   - maximumAnswerLength: the largest body, in bytes.
  /// - Throws: ``Diagnostic/inputMissing`` or ``Diagnostic/inputMalformed`` when the file of `roots` cannot be
  ///   read or holds no certificate.
  public init(
    roots: TrustRoots = .system, deadline: Duration = defaultDeadline,
    maximumAnswerLength: Int = defaultMaximumAnswerLength
  ) throws(CPSError) {
    var tls = TLSConfiguration.makeClientConfiguration()
    tls.minimumTLSVersion = .tlsv12
    tls.certificateVerification = .fullVerification
    tls.trustRoots = try Self.trustRoots(roots)
    client = .bounded(tls: tls, connectingWithin: .milliseconds(deadline.milliseconds))
    self.deadline = deadline
    self.maximumAnswerLength = maximumAnswerLength
  }

  // The client keeps itself alive until its connections are closed.
  deinit { client.shutdown { _ in } }

  /// Sends a request and returns the whole answer.
  ///
  /// - Throws: as ``ServiceTransport/send(_:)`` says; ``Diagnostic/cancelled`` when the task is.
  public func send(_ request: ServiceRequest) async throws(CPSError) -> ServiceAnswer {
    let answer: ServiceAnswer
    do {
      answer = try await within(deadline) { [client, maximumAnswerLength] in
        try await Self.exchange(request, client, maximumAnswerLength)
      }
    } catch {
      throw TransportFailure.row(of: error, server: request.audience.text)
    }
    guard !(300..<400).contains(answer.status) else {
      throw CPSError(.serviceRedirected, ["server": request.audience.text], reason: "status \(answer.status)")
    }
    return answer
  }

  private static func exchange(
    _ request: ServiceRequest, _ client: HTTPClient, _ maximumAnswerLength: Int
  ) async throws -> ServiceAnswer {
    var outgoing = HTTPClientRequest(url: request.url)
    outgoing.method = .RAW(value: request.method)
    for (name, value) in request.headers { outgoing.headers.add(name: name, value: value) }
    if !request.body.isEmpty { outgoing.body = .bytes(ByteBuffer(bytes: request.body)) }
    let response = try await client.execute(outgoing, deadline: .distantFuture)
    let fields = response.headers.map { ($0.name.lowercased(), $0.value) }
    // The body of a redirect is of no use to anybody, so it is left unread.
    let body =
      (300..<400).contains(response.status.code)
      ? ByteBuffer() : try await response.collected(upTo: maximumAnswerLength)
    return ServiceAnswer(
      status: Int(response.status.code), headers: Dictionary(fields) { _, last in last },
      body: Array(body.readableBytesView))
  }

  private static func trustRoots(_ roots: TrustRoots) throws(CPSError) -> NIOSSLTrustRoots {
    switch roots {
    case .system: return .default
    case .file(let path):
      // NIOSSL does not tell a file that is missing from one that holds no certificate.
      guard access(path, R_OK) == 0 else { throw CPSError(.inputMissing, ["path": path]) }
      guard let certificates = try? NIOSSLCertificate.fromPEMFile(path), !certificates.isEmpty else {
        throw CPSError(.inputMalformed, ["detail": "no certificate in \(path)"])
      }
      return .certificates(certificates)
    }
  }
}
