/// The serial numbers of a revocation list with the reason of each, sorted and packed.
///
/// One row for an entry: the contents of the INTEGER, which in DER are the same for the same number, then the
/// reason. Rows of one length lie in one block in ascending order, so that half a million entries of 16 bytes
/// take 8.5 MB and a look-up compares 19 rows; an `X509_CRL` holds several objects for each.
public struct RevokedSerials: Sendable, Hashable {
  /// How many rows there are.
  public let count: Int
  /// Blocks by the length of their serial numbers.
  private let blocks: [Int: [UInt8]]

  /// Packs the rows of each length, in any order.
  ///
  /// Of rows with the same number the one that weighs most stays.
  init(unsorted rows: [Int: [UInt8]]) {
    var blocks: [Int: [UInt8]] = [:]
    var count = 0
    for (length, bytes) in rows {
      let block = Self.sorted(bytes, rowLength: length + 1)
      count += block.count / (length + 1)
      blocks[length] = block
    }
    self.blocks = blocks
    self.count = count
  }

  /// The bytes that the rows take in memory.
  public var byteCount: Int { blocks.values.reduce(0) { $0 + $1.count } }

  /// Why the certificate of a serial number, given as a magnitude, is listed; nil when it is not.
  public func reason(serialNumber: [UInt8], isNegative: Bool = false) -> RevocationReason? {
    reason(of: SerialNumber.contents(magnitude: serialNumber, isNegative: isNegative))
  }

  private func reason(of contents: [UInt8]) -> RevocationReason? {
    guard let block = blocks[contents.count] else { return nil }
    let rowLength = contents.count + 1
    return block.withUnsafeBufferPointer { rows in
      var low = 0
      var high = rows.count / rowLength
      while low < high {
        let middle = low + (high - low) / 2
        switch Self.order(contents, rows, at: middle * rowLength) {
        case 0: return RevocationReason(rawValue: rows[middle * rowLength + contents.count]) ?? .unspecified
        case ..<0: high = middle
        default: low = middle + 1
        }
      }
      return nil
    }
  }

  /// Below zero when `contents` come before the row, zero when they are its number.
  private static func order(_ contents: [UInt8], _ rows: UnsafeBufferPointer<UInt8>, at offset: Int) -> Int {
    for index in contents.indices {
      let difference = Int(contents[index]) - Int(rows[offset + index])
      if difference != 0 { return difference }
    }
    return 0
  }

  private static func sorted(_ bytes: [UInt8], rowLength: Int) -> [UInt8] {
    bytes.withUnsafeBufferPointer { rows in
      /// Whether a row comes before another: by number, then by weight, the heaviest first.
      func precedes(_ left: Int, _ right: Int) -> Bool {
        for index in 0..<(rowLength - 1) where rows[left + index] != rows[right + index] {
          return rows[left + index] < rows[right + index]
        }
        return weight(left) > weight(right)
      }
      func weight(_ row: Int) -> Int {
        (RevocationReason(rawValue: rows[row + rowLength - 1]) ?? .unspecified).weight
      }
      func haveSameNumber(_ left: Int, _ right: Int) -> Bool {
        (0..<(rowLength - 1)).allSatisfy { rows[left + $0] == rows[right + $0] }
      }
      var order = Array(stride(from: 0, to: rows.count, by: rowLength))
      let isInOrder = zip(order, order.dropFirst()).allSatisfy { precedes($0, $1) }
      // Authorities that add at the end of an ordered list are common.
      if !isInOrder { order.sort(by: precedes) }
      var packed: [UInt8] = []
      packed.reserveCapacity(rows.count)
      var previous: Int?
      for row in order {
        if let previous, haveSameNumber(previous, row) { continue }
        packed.append(contentsOf: rows[row..<(row + rowLength)])
        previous = row
      }
      return packed
    }
  }
}
