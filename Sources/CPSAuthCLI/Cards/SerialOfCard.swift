internal import ArgumentParser
internal import CPSCard

/// The number of a card on the command line: eight digits.
struct SerialOfCard: ExpressibleByArgument {
  let serial: CardSerial

  init?(argument: String) {
    guard let serial = try? CardSerial(digits: argument) else { return nil }
    self.serial = serial
  }
}
