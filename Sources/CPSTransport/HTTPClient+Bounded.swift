internal import AsyncHTTPClient
internal import NIOCore
internal import NIOHTTP1
internal import NIOSSL

/// How this module speaks HTTP, whomever it asks: version 1.1, no redirect followed, nothing decompressed, no
/// proxy that the environment names, and no body above its cap (attack cases HN-11, HN-14, HN-25).
extension HTTPClient {
  /// A client for as long as its owner lives, who shuts it down.
  ///
  /// - Parameters:
  ///   - tls: what a server must show; nil for the library's own rules.
  ///   - patience: how long a connection may take to come about; nil to leave that to the caller's deadline.
  static func bounded(tls: TLSConfiguration? = nil, connectingWithin patience: TimeAmount? = nil)
    -> HTTPClient
  {
    var configuration = Configuration(
      tlsConfiguration: tls, redirectConfiguration: .disallow, timeout: .init(connect: patience),
      proxy: nil, decompression: .disabled)
    configuration.httpVersion = .http1Only
    // A refused connection is told at once: whoever waits before a prompt shall not wait for retries.
    configuration.connectionPool.retryConnectionEstablishment = false
    return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
  }
}

extension HTTPClientResponse {
  /// The whole body; a length that is announced meets the cap before a byte is read.
  ///
  /// - Throws: `NIOTooManyBytesError` above `maximumLength` bytes.
  func collected(upTo maximumLength: Int) async throws -> ByteBuffer {
    let announced = headers.first(name: "content-length").flatMap { Int($0) }
    guard announced.map({ $0 <= maximumLength }) != false else {
      throw NIOTooManyBytesError(maxBytes: maximumLength)
    }
    return try await body.collect(upTo: maximumLength)
  }
}
