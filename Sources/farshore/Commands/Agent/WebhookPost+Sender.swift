public import CloudWire
public import Embedded

// The engine knows no network; the clouds' wire posts for it.
extension WebhookPost: WebhookSender {}
