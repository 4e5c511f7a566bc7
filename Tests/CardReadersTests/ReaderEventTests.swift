import Testing

@testable import CardReaders

@Suite struct ReaderEventTests {
  private static let a = ReaderName("A 00 00")
  private static let b = ReaderName("B 00 00")
  private static let atr: [UInt8] = [0x3B, 0x00]
  private static let other: [UInt8] = [0x3B, 0x80, 0x80]

  private static func reader(
    _ name: ReaderName = a, _ card: ReaderState.Card = .absent, exclusive: Bool = false, count: UInt16 = 0
  ) -> ReaderState {
    ReaderState(name: name, card: card, isExclusive: exclusive, eventCount: count)
  }

  struct Change: Sendable {
    let before: [ReaderState]
    let after: [ReaderState]
    let events: [ReaderEvent]
  }

  @Test(arguments: [
    Change(before: [], after: [], events: []),
    Change(before: [], after: [reader()], events: [.readerConnected(a)]),
    Change(
      before: [], after: [reader(a, .present(answerToReset: atr))],
      events: [.readerConnected(a), .cardInserted(a, answerToReset: atr)]),
    Change(before: [], after: [reader(a, .mute)], events: [.readerConnected(a), .cardMute(a)]),
    Change(
      before: [reader()], after: [reader(a, .present(answerToReset: atr), count: 1)],
      events: [.cardInserted(a, answerToReset: atr)]),
    Change(
      before: [reader(a, .present(answerToReset: atr), count: 1)], after: [reader(count: 2)],
      events: [.cardRemoved(a)]),
    Change(
      before: [reader(a, .present(answerToReset: atr))], after: [],
      events: [.cardRemoved(a), .readerDisconnected(a)]),
    Change(before: [reader()], after: [reader(b)], events: [.readerDisconnected(a), .readerConnected(b)]),
    Change(
      before: [reader(a, .mute, count: 1)], after: [reader(a, .present(answerToReset: atr), count: 3)],
      events: [.cardRemoved(a), .cardInserted(a, answerToReset: atr)]),
    Change(
      before: [reader(a, .present(answerToReset: atr))],
      after: [reader(a, .present(answerToReset: atr), exclusive: true)],
      events: []),
  ])
  func whatChangedIsTold(change: Change) {
    #expect(ReaderEvent.events(from: change.before, to: change.after) == change.events)
  }

  @Test(arguments: [UInt16(1), 0xFFFF])
  func `HC-26 a card exchanged between two looks shows as removed and inserted`(count: UInt16) {
    let events = ReaderEvent.events(
      from: [Self.reader(Self.a, .present(answerToReset: Self.atr), count: count)],
      to: [Self.reader(Self.a, .present(answerToReset: Self.atr), count: count &+ 2)])
    #expect(events == [.cardRemoved(Self.a), .cardInserted(Self.a, answerToReset: Self.atr)])
  }

  @Test func aCardIsAnnouncedOnceItsAnswerToResetIsKnown() {
    let bare = Self.reader(Self.a, .present(answerToReset: []), count: 1)
    let known = Self.reader(Self.a, .present(answerToReset: Self.atr), count: 1)
    #expect(ReaderEvent.events(from: [Self.reader()], to: [bare]).isEmpty)
    #expect(ReaderEvent.events(from: [bare], to: [known]) == [.cardInserted(Self.a, answerToReset: Self.atr)])
    #expect(ReaderEvent.events(from: [known], to: [bare]).isEmpty)
  }

  @Test func aCardThatGoesUnannouncedIsNotSaidToBeRemoved() {
    let bare = Self.reader(Self.a, .present(answerToReset: []), count: 1)
    #expect(ReaderEvent.events(from: [bare], to: [Self.reader(count: 2)]).isEmpty)
    #expect(ReaderEvent.events(from: [bare], to: []) == [.readerDisconnected(Self.a)])
  }

  @Test func twoReadersOfOneNameDoNotCrash() {
    let twice = [Self.reader(), Self.reader()]
    #expect(ReaderEvent.events(from: twice, to: twice).isEmpty)
  }
}
