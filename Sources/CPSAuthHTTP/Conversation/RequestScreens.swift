internal import CPSDiagnostics
private import Synchronization

/// The screens of a front; each must let a request go on.
final class RequestScreens: Sendable {
  private let screens = Mutex<[any RequestScreen]>([])

  func add(_ screen: any RequestScreen) { screens.withLock { $0.append(screen) } }

  func admit(_ act: ScreenedAct, in conversation: Conversation) throws(CPSError) {
    for screen in screens.withLock({ $0 }) { try screen.admit(act, in: conversation) }
  }
}
