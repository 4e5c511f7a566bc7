internal import HTTPTypes
public import Hummingbird
internal import NIOCore

/// What a monitor asks of a service: `GET /health/live`, `GET /health/ready` and `GET /metrics`.
///
/// For the back channel: figures about refusals are of use to whoever tries to cause them.
public struct MonitorRoutes: Sendable {
  private let checks: [HealthCheck]
  private let families: @Sendable () async -> [MetricFamily]

  /// Routes over some checks and quantities.
  ///
  /// - Parameter families: everything that is measured, at the moment of the request.
  public init(checks: [HealthCheck], families: @escaping @Sendable () async -> [MetricFamily]) {
    self.checks = checks
    self.families = families
  }

  /// Adds the routes.
  public func add<Context: RequestContext>(to router: some RouterMethods<Context>) {
    router.get("health/live") { _, _ in try JSONBody.response(await HealthReport([])) }
    router.get("health/ready") { [checks] _, _ in
      let report = await HealthReport(checks)
      return try JSONBody.response(report, status: report.status == .fail ? .serviceUnavailable : .ok)
    }
    router.get("metrics") { [families] _, _ in
      let page = MetricsPage.text(of: await families())
      return Response(
        status: .ok, headers: [.contentType: MetricsPage.mediaType],
        body: .init(byteBuffer: ByteBuffer(string: page)))
    }
  }
}
