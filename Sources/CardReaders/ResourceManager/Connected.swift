/// What SCardConnect fills in.
struct Connected: Sendable {
  let handle: ResourceManager.Handle
  let cardProtocol: CardProtocol
}
