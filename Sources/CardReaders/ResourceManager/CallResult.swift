/// What a call of the resource manager gave back: its code, and what it filled in, which means something
/// after success only.
struct CallResult<Value: Sendable>: Sendable {
  let code: ReturnCode
  let value: Value

  init(_ code: ReturnCode, _ value: Value) {
    self.code = code
    self.value = value
  }
}
