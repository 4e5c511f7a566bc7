public import CPSAuthHTTP
public import Hummingbird

/// What a measure beside the gate adds to a service of a test.
public struct TestServiceMounts {
  /// Adds its routes: to the router for strangers, to the group for those with a session.
  public let addRoutes: (Router<AuthRequestContext>, RouterGroup<AuthRequestContext>) throws -> Void

  /// Nothing, unless said.
  public init(
    addRoutes: @escaping (Router<AuthRequestContext>, RouterGroup<AuthRequestContext>) throws -> Void = {
      _, _ in
    }
  ) {
    self.addRoutes = addRoutes
  }
}
