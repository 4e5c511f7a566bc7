internal import CPSAuthHTTP
internal import CPSAuthSafeguards
internal import CPSDiagnostics

/// Refuses whom a ban is about, by the address that the connection has or the service's own proxy reports.
struct BanScreen: RequestScreen {
  let banGuard: BanGuard

  func admit(_ act: ScreenedAct, in conversation: Conversation) throws(CPSError) {
    try banGuard.admit(conversation.address, usesPassword: act == .passwordUse)
  }
}
