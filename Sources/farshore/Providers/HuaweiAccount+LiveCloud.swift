import HuaweiCloud

extension HuaweiAccount: LiveCloud {}
