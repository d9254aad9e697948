/// Why a transfer let go before its end; what it verified so far is kept.
enum TransferStopped: Error {
  case paused, cancelled, handedOver, claimLost
}
