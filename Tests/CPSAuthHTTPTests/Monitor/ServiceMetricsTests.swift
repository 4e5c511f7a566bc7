import Testing

@testable import CPSAuthHTTP

@Suite struct ServiceMetricsTests {
  private func page(_ metrics: ServiceMetrics) -> String { MetricsPage.text(of: metrics.families) }

  @Test func `answers are counted by route, method and status, refusals by code`() {
    let metrics = ServiceMetrics()
    for _ in 0..<3 {
      metrics.count(route: "/functions/a", method: "POST", status: 200, code: nil, after: .milliseconds(3))
    }
    metrics.count(
      route: "/functions/a", method: "POST", status: 403, code: "gate.denied", after: .seconds(20))
    let page = page(metrics)
    for line in [
      "# TYPE cpsauth_http_requests_total counter",
      #"cpsauth_http_requests_total{method="POST",route="/functions/a",status="200"} 3"#,
      #"cpsauth_http_requests_total{method="POST",route="/functions/a",status="403"} 1"#,
      #"cpsauth_refusals_total{code="gate.denied"} 1"#,
      #"cpsauth_http_request_seconds_bucket{le="0.0025",route="/functions/a"} 0"#,
      #"cpsauth_http_request_seconds_bucket{le="0.005",route="/functions/a"} 3"#,
      #"cpsauth_http_request_seconds_bucket{le="10.0",route="/functions/a"} 3"#,
      #"cpsauth_http_request_seconds_bucket{le="+Inf",route="/functions/a"} 4"#,
      #"cpsauth_http_request_seconds_count{route="/functions/a"} 4"#,
    ] {
      #expect(page.split(separator: "\n").contains(Substring(line)), "\(line) is not in\n\(page)")
    }
  }

  @Test func `HN-25 whatever is sent, what is counted is bounded`() {
    let metrics = ServiceMetrics()
    for number in 0..<5_000 {
      metrics.count(route: nil, method: "X\(number)", status: 404, code: nil, after: .zero)
      metrics.count(route: "/r\(number)", method: "GET", status: 200, code: nil, after: .zero)
    }
    let requests = metrics.families.first { $0.name == "cpsauth_http_requests_total" }?.samples ?? []
    #expect(requests.count <= ServiceMetrics.maximumCombinations + 1)
    #expect(requests.map(\.value).reduce(0, +) == 10_000)
    #expect(!requests.contains { $0.labels["method"]?.hasPrefix("X") == true })
    let times = metrics.families.first { $0.name == "cpsauth_http_request_seconds" }?.samples ?? []
    #expect(times.count <= (ServiceMetrics.maximumCombinations + 1) * (ServiceMetrics.bounds.count + 3))
  }

  @Test func `nothing that was counted yet is an empty page`() {
    #expect(page(ServiceMetrics()) == "")
  }

  @Test func `a label cannot begin a line of its own`() {
    let family = MetricFamily(
      "a", .gauge, help: "one\ntwo", samples: [.init(1.5, labels: ["l": "x\\y\"z\nb 2"])])
    #expect(
      MetricsPage.text(of: [family])
        == "# HELP a one\\ntwo\n# TYPE a gauge\na{l=\"x\\\\y\\\"z\\nb 2\"} 1.5\n")
  }

  @Test func `the process says what it holds`() {
    let families = ProcessMetrics.families
    #expect(families.map(\.name) == ["process_resident_memory_bytes", "process_open_fds"])
    #expect(families.allSatisfy { ($0.samples.first?.value ?? 0) > 0 })
  }
}
