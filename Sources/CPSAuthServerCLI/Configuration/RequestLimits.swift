import CPSAuthHTTP
import CPSConfiguration
import CPSDiagnostics

/// How many requests somebody without a session may send.
///
/// A source is an address, or the network of one. Behind a proxy that is configured it is the client's; behind another
/// one all requests come from one source.
struct RequestLimits: Sendable, Hashable {
  /// What a configuration without these keys means.
  static let standard = RequestLimits(perSecond: 10, burst: 40)

  /// In the long run, for each source.
  let perSecond: Int
  /// At once, for each source.
  let burst: Int

  private init(perSecond: Int, burst: Int) {
    self.perSecond = perSecond
    self.burst = burst
  }

  /// Reads `per-second` and `burst`.
  init(_ reader: inout ConfigurationReader) throws(CPSError) {
    perSecond = try reader.required("per-second").integer(in: 1...1_000)
    burst = try reader.required("burst").integer(in: 1...10_000)
  }

  /// A limiter that keeps to these.
  var limiter: RequestLimiter { RequestLimiter(perSecond: perSecond, burst: burst) }
}
