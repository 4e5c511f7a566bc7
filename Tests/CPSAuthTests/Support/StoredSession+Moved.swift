import CPSAuth

extension StoredSession {
  /// The same session under another token, with this content.
  func moved(toTokenHash hash: [UInt8], content: [UInt8]) -> StoredSession {
    StoredSession(
      tokenHash: hash, reference: reference, holder: holder, card: card, workstation: workstation,
      service: service, sealedContent: content, openedAt: openedAt, endsAt: endsAt,
      lastSeenAt: lastSeenAt)
  }
}
