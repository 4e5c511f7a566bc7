public import CPSDiagnostics

/// Stands before the routes of a service and may refuse a request for where it comes from.
///
/// A measure beside the gate puts one up (``ServiceFront/add(screen:)``); it can refuse, and never let anybody in.
public protocol RequestScreen: Sendable {
  /// Refuses a request, or lets it go on to whatever else decides about it.
  ///
  /// - Throws: the refusal.
  func admit(_ act: ScreenedAct, in conversation: Conversation) throws(CPSError)
}
