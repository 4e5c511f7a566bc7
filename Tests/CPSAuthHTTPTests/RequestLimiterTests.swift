import CPSAuthHTTP
import CPSPrimitives
import Testing

@Suite struct RequestLimiterTests {
  private let start = Timestamp(secondsSince1970: 1_000)

  @Test func `a burst, then the steady rate`() {
    let limiter = RequestLimiter(perSecond: 10, burst: 5)
    let admitted = (0..<20).filter { _ in limiter.wait(of: "a", at: start) == nil }
    #expect(admitted.count == 5)
    #expect(limiter.wait(of: "a", at: start) == .milliseconds(100))
    #expect(limiter.wait(of: "a", at: start + .milliseconds(99)) != nil)
    #expect(limiter.wait(of: "a", at: start + .milliseconds(100)) == nil)
    #expect(limiter.wait(of: "b", at: start) == nil)
  }

  @Test func `HN-25 a million sources cost no more memory than the bound`() {
    let limiter = RequestLimiter(perSecond: 10, burst: 5)
    for source in 0..<20_000 { _ = limiter.wait(of: "source \(source)", at: start) }
    // The shared bucket is one entry more.
    #expect(limiter.sourceCount <= RequestLimiter.maximumSources + 1)
    #expect(limiter.wait(of: "newcomer", at: start) != nil)
    #expect(limiter.wait(of: "source 1", at: start) == nil)
    #expect(limiter.wait(of: "newcomer", at: start + .seconds(1)) == nil)
    #expect(limiter.sourceCount == 1)
  }

  @Test func `a clock that is set back shuts nobody out`() {
    let limiter = RequestLimiter(perSecond: 10, burst: 5)
    for _ in 0..<5 { #expect(limiter.wait(of: "a", at: start) == nil) }
    let before = start - .seconds(500)
    #expect(limiter.wait(of: "a", at: before) != nil)
    #expect(limiter.wait(of: "a", at: before + .milliseconds(500)) == nil)
  }
}
