/// The make of a reader on the universal serial bus.
struct ReaderModel: Sendable, Hashable {
  /// idVendor.
  let vendor: UInt16
  /// idProduct.
  let product: UInt16

  init(_ vendor: UInt16, _ product: UInt16) {
    self.vendor = vendor
    self.product = product
  }
}
