internal import CPSAuth
public import CPSAuthHTTP
public import CPSAuthSafeguards
internal import CPSDiagnostics
public import Hummingbird

extension ServiceFront {
  /// Adds the function `exposure.count`, for those whom the policy opens it to: nobody, until a rule names them.
  ///
  /// - Parameters:
  ///   - reader: reads the log of the service.
  ///   - members: the group that ``addRoutes(to:)`` gave.
  public func mountExposure<Context: ConversationContext>(
    _ reader: ExposureReader, on members: RouterGroup<Context>
  ) {
    mount(
      ExposureCount.self, on: members, reading: { text throws(CPSError) in try ExposureScope(text) }
    ) { permit in try await reader.summary(of: try permit.redeem()) }
  }
}
