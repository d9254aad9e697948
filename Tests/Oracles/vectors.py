"""Signatures of the vendors' own SDKs for inputs that client authors get wrong.

Run by Scripts/sdks; writes huawei_signing_more.json and tencent_signing_more.json beside the recorded vectors, in their
form. All credentials and ids are invented.
"""
import hashlib
import json
import sys
from unittest import mock
from urllib.parse import urlencode

from huaweicloudsdkcore.sdk_request import SdkRequest
from huaweicloudsdkcore.signer.signer import Signer
from tencentcloud.common import credential
from tencentcloud.common.abstract_client import AbstractClient
from tencentcloud.common.http.request import RequestInternal
from tencentcloud.common.profile.client_profile import ClientProfile
from tencentcloud.common.profile.http_profile import HttpProfile

AK, SK = "EXAMPLEACCESSKEYID00", "exampleSecretKeyExampleSecretKey00000000"
TOKEN = "EXAMPLE-SECURITY-TOKEN-not-a-real-token/+=0123456789"
PROJECT = "a0000000000000000000000000000101"
HOST = "cbr.ap-southeast-1.myhuaweicloud.com"
DATE = ["X-Sdk-Date", "20240520T083000Z"]
JSON = ["Content-Type", "application/json"]
BACKUPS = "/v3/%s/backups" % PROJECT


def huawei_inputs():
    def case(name, method="GET", path=BACKUPS, query=(), headers=(), body=None, host=HOST, **credentials):
        return name, method, host, path, [list(q) for q in query], [list(h) for h in headers] + [DATE], body, credentials

    yield case("spaces-stars-tildes", query=[("name", "a b*c~d+e"), ("x", "%2F%")])
    yield case("empty-value", query=[("name", ""), ("limit", "1")])
    yield case("emoji-and-accents", query=[("name", "é😀e\u0301"), ("😀", "1")])
    yield case("keys-differ-in-case", query=[("b", "1"), ("B", "2"), ("a", "3"), ("_a", "4"), ("~", "5")])
    yield case("same-key-many-values", query=[("id", v) for v in ("b", "B", "10", "9", "ü", "~", "")])
    yield case("keys-sort-before-encoding", query=[("a{", "1"), ("aa", "2"), ("a~", "3"), ("a-", "4"), ("a_", "5")])
    yield case("above-the-basic-plane", query=[("k", "\uffee"), ("k", "😀"), ("k", "\ue000")])
    yield case("slash-in-a-segment", path="/v3/%s/backups/a%%2Fb" % PROJECT)
    yield case("odd-characters-in-a-path", path="/v3/%s/backups/a%%20b~c%%2Ad%%3Ae%%40f%%E5%%A4%%87" % PROJECT)
    yield case("reserved-left-in-a-path", path="/v3/%s/backups/a:b@c,d;e=f'g(h)" % PROJECT)
    yield case("two-slashes", path="/v3/%s//backups//" % PROJECT)
    yield case("dots-stay", path="/v3/../backups/./x")
    yield case("root", path="/")
    yield case("no-whole-escape", path="/v3/100%/a%zz")
    yield case("escapes-in-small-letters", path="/v3/%e5%a4%87")
    yield case("port-in-host", host="127.0.0.1:18081", headers=[JSON])
    yield case("token-and-post", "POST", BACKUPS + "/b1/replicate", headers=[JSON], body='{"replicate":{}}', security_token=TOKEN)
    yield case("token-project-domain", headers=[JSON], security_token=TOKEN, project_id=PROJECT, domain_id="d1")
    yield case("unicode-body", "POST", BACKUPS, headers=[JSON], body='{"name":"备份 é😀 \\u00e9"}')
    yield case("body-of-blanks", "POST", BACKUPS, headers=[JSON], body=" \r\n\t")
    yield case("charset", "POST", BACKUPS, headers=[["Content-Type", "application/json; charset=utf-8"]], body="{}")
    yield case("octets", "POST", BACKUPS, headers=[["Content-Type", "application/octet-stream"]], body="abc")
    yield case("octets-without-any", "POST", BACKUPS, headers=[["Content-Type", "application/octet-stream"]], body=None)
    yield case("form", "POST", BACKUPS, headers=[["Content-Type", "application/x-www-form-urlencoded"]], body="a=b+c")
    yield case("bson", "POST", BACKUPS, headers=[["Content-Type", "application/bson"]], body="abc")
    yield case("patch-with-body", "PATCH", BACKUPS, headers=[JSON], body="{}")
    yield case("delete-with-body", "DELETE", BACKUPS, headers=[JSON], body='{"a":1}')
    yield case("blanks-around-values", headers=[["X-Trace", "  a  b\t"], ["X_Hidden", "1"], ["user-agent", "farshore"]])
    yield case("unicode-header", headers=[["X-Note", "备份"]])
    yield case("empty-header", headers=[["X-Empty", ""]])
    yield case("host-given", headers=[["host", "example.com"]])
    yield case("small-date", headers=[["x-trace", "1"], ["X-Trace-2", "2"]])


def huawei():
    vectors = []
    for number, (name, method, host, path, query, headers, body, credentials) in enumerate(huawei_inputs(), 1):
        given = dict(headers)
        for key, header in (("security_token", "X-Security-Token"), ("project_id", "X-Project-Id"), ("domain_id", "X-Domain-Id")):
            if credentials.get(key):
                given[header] = credentials[key]
        before = dict(given)
        pairs = [tuple(q) for q in query]
        request = SdkRequest(method, "https", host, path, path, pairs, given, body if body is not None else "", False)
        signer = Signer(mock.Mock(ak=AK, sk=SK))
        seen = {}
        plain = signer._process_canonical_request

        def watched(*arguments):
            seen["canonical"] = plain(*arguments)
            return seen["canonical"]

        with mock.patch.object(signer, "_process_canonical_request", watched):
            signed = signer.sign(request)
        authorization = signed.header_params["Authorization"]
        hashed = hashlib.sha256(seen["canonical"].encode()).hexdigest()
        names = authorization.split("SignedHeaders=")[1].split(",")[0].split(";")
        vectors.append({
            "id": "hw-more-%02d-%s" % (number, name),
            "credentials": {"ak": AK, "sk": SK, "security_token": credentials.get("security_token"),
                            "project_id": credentials.get("project_id"), "domain_id": credentials.get("domain_id")},
            "input": {"method": method, "host": host, "path": path, "query": query, "headers": headers, "body_utf8": body},
            "expected": {
                "canonical_request": seen["canonical"], "string_to_sign": "SDK-HMAC-SHA256\n%s\n%s" % (DATE[1], hashed),
                "signed_headers": names, "signature": authorization[-64:], "authorization": authorization,
                "request_target": signed.uri,
                "headers_added_by_signer": {k: v for k, v in signed.header_params.items() if k not in before},
            },
        })
    return vectors


def tencent_inputs():
    cbs, cvm, region = ("cbs", "2017-03-12"), ("cvm", "2017-03-12"), ("region", "2022-06-27")

    def case(name, params=None, service=cbs, action="DescribeSnapshots", host=None, at="ap-guangzhou", when=1716193800,
             method="POST", token=None, language="en-US", unsigned=False, sid="AKIDexampleNotReal00"):
        return name, params or {}, service, action, host or service[0] + ".tencentcloudapi.com", at, when, method, token, language, unsigned, sid

    yield case("emoji", {"Filters": [{"Name": "snapshot-name", "Values": ["备份 é😀\u2028"]}]})
    yield case("nested-and-null", {"Filters": [], "Limit": 0, "Order": None, "Deep": {"A": [{"B": [1, 2.5, True]}]}})
    yield case("second-before-midnight-in-china", when=1716134399)
    yield case("midnight-in-china", when=1716134400)
    yield case("midnight-utc", when=1716163200)
    yield case("leap-day", when=1709164800)
    yield case("new-year", when=1735689599)
    yield case("far-future", when=4102444800)
    for zone in ("ap-shenzhen-fsi", "ap-shanghai-fsi", "ap-beijing-fsi"):
        yield case(zone, host="cbs.%s.tencentcloudapi.com" % zone, at=zone)
    yield case("near-region-host", host="cbs.ap-singapore.tencentcloudapi.com", at="ap-singapore")
    yield case("international", host="cbs.intl.tencentcloudapi.com", at="ap-bangkok", action="CopySnapshotCrossRegions",
               params={"DestinationRegions": ["ap-singapore"], "SnapshotId": "snap-oi5spwt2"})
    yield case("international-finance", host="cbs.ap-shenzhen-fsi.intl.tencentcloudapi.com", at="ap-shenzhen-fsi")
    yield case("port-in-host", host="127.0.0.1:18082")
    yield case("cvm-regions", service=cvm, action="DescribeRegions", at=None)
    yield case("region-service", {"Product": "cbs"}, service=region, action="DescribeRegions", at=None)
    yield case("token-post", {"Limit": 1}, token=TOKEN)
    yield case("chinese", {"Limit": 1}, language="zh-CN")
    yield case("no-language", {"Limit": 1}, language=None)
    yield case("unsigned", {"Limit": 1}, unsigned=True)
    yield case("get-unsigned", {"Limit": 1}, unsigned=True, method="GET")
    yield case("get-nothing", method="GET")
    yield case("get-odd-characters", {"Name": "a b*c~d+e/f%g&h=i?", "é": "备份😀"}, method="GET")
    yield case("get-eleven-values", {"SnapshotIds": ["snap-%d" % n for n in range(11)]}, method="GET")
    yield case("get-token", {"Limit": 1}, method="GET", token=TOKEN)
    yield case("long-body", {"SnapshotIds": ["snap-%08d" % n for n in range(100)]})
    yield case("other-key", {"Limit": 1}, sid="AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE")


def tencent():
    vectors = []
    for number, (name, params, service, action, host, at, when, method, token, language, unsigned, sid) in enumerate(tencent_inputs(), 1):
        profile = ClientProfile(language=language or "en-US",
                                httpProfile=HttpProfile(reqMethod=method, endpoint=host))
        profile.language, profile.unsignedPayload = language, unsigned
        client = AbstractClient(credential.Credential(sid, SK, token), at or "", profile)
        client._apiVersion, client._service = service[1], service[0]
        request = RequestInternal(host, method, "/", {})
        seen = {}
        with mock.patch("time.time", return_value=when), \
                mock.patch("tencentcloud.common.abstract_client.Sign.sign_tc3", side_effect=lambda *a: seen.update(a=a) or real(*a)):
            client._build_req_with_tc3_signature(action, params, request)
        headers = {k: v for k, v in request.header.items() if k not in ("User-Agent", "X-TC-RequestClient")}
        data = request.data.decode() if isinstance(request.data, bytes) else request.data
        body, query = ("", data) if method == "GET" else (data, "")
        digest = hashlib.sha256((b"UNSIGNED-PAYLOAD" if unsigned else body.encode())).hexdigest()
        canonical = "%s\n/\n%s\ncontent-type:%s\nhost:%s\n\ncontent-type;host\n%s" % (method, query, headers["Content-Type"], host, digest)
        text = seen["a"][3]
        assert text.endswith(hashlib.sha256(canonical.encode()).hexdigest()), name
        vectors.append({
            "id": "tc-more-%02d-%s" % (number, name),
            "credentials": {"secret_id": sid, "secret_key": SK, "token": token},
            "input": {"method": method, "host": host, "service": service[0], "action": action, "version": service[1],
                      "region": at, "timestamp": when, "language": language, "content_type": headers["Content-Type"],
                      "query_string": query, "body_utf8": body},
            "expected": {"canonical_request": canonical, "credential_scope": text.split("\n")[2], "string_to_sign": text,
                         "signature": headers["Authorization"][-64:], "authorization": headers["Authorization"], "headers": headers},
        })
    return vectors


if __name__ == "__main__":
    from tencentcloud.common.sign import Sign
    real = Sign.sign_tc3
    root = sys.argv[1]
    for cloud, vectors in (("Huawei", huawei()), ("Tencent", tencent())):
        path = "%s/Tests/%sCloudTests/Vectors/%s_signing_more.json" % (root, cloud, cloud.lower())
        with open(path, "w", encoding="utf-8") as file:
            json.dump({"schema": 1, "vectors": vectors}, file, indent=1, ensure_ascii=False)
            file.write("\n")
        print(path, len(vectors))
