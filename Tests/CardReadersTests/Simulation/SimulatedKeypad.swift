/// What a reader makes of the structure of PC/SC part 10, read from the specification and not from our code.
enum SimulatedKeypad {
  /// The command with the digits put in; nil for a structure that a reader would refuse (6B80).
  static func command(_ structure: [UInt8], typing digits: String) -> [UInt8]? {
    guard structure.count >= 19 + 5 else { return nil }
    let length = structure[15..<19].reversed().reduce(0) { $0 << 8 | Int($1) }
    let (minimum, maximum) = (Int(structure[6]), Int(structure[5]))
    let blockLength = Int(structure[3] & 0x0F)
    // Bytes as units, position 0, left justified, ASCII; the length of the PIN not in the command.
    guard structure.count == 19 + length, structure[2] == 0x82, structure[3] >> 4 == 0, structure[4] == 0,
      structure[9...14].suffix(3).allSatisfy({ $0 == 0 }), minimum <= maximum
    else { return nil }
    var command = Array(structure[19...])
    guard Int(command[4]) == blockLength, command.count == 5 + blockLength,
      (minimum...maximum).contains(digits.utf8.count), digits.utf8.count <= blockLength
    else { return nil }
    for (index, digit) in digits.utf8.enumerated() { command[5 + index] = digit }
    return command
  }
}
