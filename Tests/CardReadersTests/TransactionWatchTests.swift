import CPSDiagnostics
import Testing

@testable import CardReaders

@Suite struct TransactionWatchTests {
  @Test func whatIsGivenUpGoesNoFurther() {
    let watch = TransactionWatch()
    #expect(watch.giveUp() == .waiting)
    #expect(watch.isGivenUp)
    #expect(!watch.advance(to: .running))
    #expect(!watch.advance(to: .presentingPIN))
  }

  @Test func itIsGivenUpOnce() {
    let watch = TransactionWatch()
    #expect(watch.giveUp() == .waiting)
    #expect(watch.giveUp() == nil)
  }

  @Test func patienceEndsWhatReachesForAServiceThatDoesNotAnswer() {
    let watch = TransactionWatch()
    #expect(watch.advance(to: .reaching))
    #expect(watch.giveUp(onlyWhile: [.reaching, .waiting]) == .reaching)
  }

  @Test func patienceDoesNotEndWhatRuns() {
    let watch = TransactionWatch()
    #expect(watch.advance(to: .running))
    #expect(watch.giveUp(onlyWhile: [.reaching, .waiting]) == nil)
    #expect(!watch.isGivenUp)
  }

  @Test func aPINOnItsWayIsKnown() {
    let watch = TransactionWatch()
    #expect(watch.advance(to: .presentingPIN))
    #expect(watch.giveUp() == .presentingPIN)
  }

  @Test func whatIsDoneCannotBeGivenUp() {
    let watch = TransactionWatch()
    #expect(watch.advance(to: .done))
    #expect(watch.giveUp() == nil)
  }

  @Test func anAnswerIsGivenOnce() async {
    let outcome: Result<Int, CPSError> = await withCheckedContinuation { continuation in
      let settlement = Settlement(continuation)
      settlement.settle(.success(1))
      settlement.settle(.failure(CPSError(.timedOut)))
    }
    #expect(outcome == .success(1))
  }

  @Test func aValueIsTakenOnce() {
    let box = OneTimeBox(7)
    #expect(box.take() == 7)
    #expect(box.take() == nil)
  }

  @Test(arguments: [true, false])
  func aCancellationReachesItsActionWheneverItComes(early: Bool) async {
    await confirmation { confirm in
      let canceller = Canceller()
      if early { canceller.cancel() }
      canceller.arm { confirm() }
      if !early { canceller.cancel() }
    }
  }
}
