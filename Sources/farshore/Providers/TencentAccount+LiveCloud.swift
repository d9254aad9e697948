import TencentCloud

extension TencentAccount: LiveCloud {}
