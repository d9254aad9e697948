"""Lets farshore speak with a recorder, then lets the vendors' own SDKs make the same calls, and compares request for request.

Run by Scripts/sdks with farshore's path. For every request of farshore's: its signature is computed again by the SDK's
signer; and the SDK, asked for the same thing, must send the same method, path, query, body and headers (but for
User-Agent and the like, and Content-Type where there is no body).
"""
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from unittest import mock
from urllib.parse import parse_qsl, unquote

import huaweicloudsdkcbr.v1 as cbr
import huaweicloudsdkiam.v3 as iam
import huaweicloudsdkims.v2 as ims
from huaweicloudsdkcore.auth.credentials import BasicCredentials, GlobalCredentials
from huaweicloudsdkcore.sdk_request import SdkRequest
from huaweicloudsdkcore.signer.signer import Signer
from tencentcloud.cbs.v20170312 import cbs_client, models as cbs
from tencentcloud.common import credential
from tencentcloud.common.abstract_client import AbstractClient
from tencentcloud.common.common_client import CommonClient
from tencentcloud.common.http.request import RequestInternal
from tencentcloud.common.profile.client_profile import ClientProfile
from tencentcloud.common.profile.http_profile import HttpProfile

AK, SK = "EXAMPLEACCESSKEYID00", "exampleSecretKeyExampleSecretKey00000000"
TOKEN = "EXAMPLE-SECURITY-TOKEN-not-a-real-token/+=0123456789"
REGIONS = {"ap-southeast-1": "a0000000000000000000000000000101", "ap-southeast-3": "a0000000000000000000000000000103"}
HERE, THERE = REGIONS["ap-southeast-1"], REGIONS["ap-southeast-3"]
UUID = "%s0000000-0000-4000-8000-%012d"
seen, lock, wrong = [], threading.Lock(), []


# -------------------------------------------------------------------------------------------------------- the recorder
def backup(number, project=HERE, **more):
    return dict({"id": UUID % ("b", number), "name": "web%02d" % number, "status": "available", "project_id": project,
                 "vault_id": UUID % ("c", 1), "image_type": "backup", "resource_id": UUID % ("5", number),
                 "resource_name": "web", "resource_size": 40, "resource_type": "OS::Nova::Server",
                 "created_at": "2024-05-19T18:00:00.065135", "extend_info": {"contain_system_disk": True},
                 "replication_records": [], "provider_id": "p", "checkpoint_id": "k"}, **more)


def vault(number, name, project, protect):
    return {"id": UUID % ("c", number), "name": name, "project_id": project, "provider_id": "p", "resources": [],
            "created_at": "2024-01-01T00:00:00", "billing": {
                "size": 500, "used": 1024, "allocated": 0, "status": "available", "object_type": "server",
                "protect_type": protect, "spec_code": "vault.backup.server.normal", "consistent_level": "crash_consistent"}}


def policy():
    return {"id": "policy-1", "name": "nightly", "enabled": True, "operation_type": "replication", "associated_vaults": [],
            "operation_definition": {"destination_region": "ap-southeast-3", "destination_project_id": THERE},
            "trigger": {"properties": {"pattern": ["FREQ=DAILY;INTERVAL=1;BYHOUR=02;BYMINUTE=00"]}}}


made = {"policy": False}


def huawei_answer(method, path, body):
    rest = re.sub(r"^/v[13]/[0-9a-f]{32}", "", path)
    project = path.split("/")[2] if len(path.split("/")) > 2 else ""
    if path == "/v3/regions":
        return {"regions": [{"id": r, "type": "public", "locales": {"en-us": r, "zh-cn": r}} for r in REGIONS]}
    if path == "/v3/auth/projects":
        return {"projects": [{"id": p, "name": r, "enabled": True} for r, p in REGIONS.items()]}
    if rest == "/replication-capabilities":
        return {"regions": [{"name": r, "replication_destinations": [o for o in REGIONS if o != r]} for r in REGIONS]}
    if rest == "/vaults" and method == "GET":
        rows = [vault(1, "servers", HERE, "backup")] if project == HERE else [vault(2, "replicas", THERE, "replication")]
        return {"vaults": rows, "count": 1}
    if rest == "/vaults":
        return {"vault": dict(vault(3, body["vault"]["name"], project, "replication"), billing=dict(vault(3, "", "", "")["billing"], **body["vault"]["billing"]))}
    if re.match(r"^/vaults/[^/]+$", rest):
        return {"vault": vault(2, "replicas", THERE, "replication")}
    if rest == "/backups":
        rows = [backup(n) for n in (1, 2, 3)] if project == HERE else []
        return {"backups": rows, "count": len(rows)}
    if rest.endswith("/replicate") and rest.startswith("/backups/"):
        return {"replication": {"backup_id": rest.split("/")[2], "replication_record_id": UUID % ("9", 1)}}
    if rest == "/checkpoints/replicate":
        return {"replication": {"backups": [{"backup_id": UUID % ("b", n), "replication_record_id": UUID % ("9", n)} for n in (1, 2, 3)]}}
    if rest.startswith("/backups/"):
        return None if method == "DELETE" else {"backup": backup(int(rest[-12:]))}
    if rest == "/operation-logs":
        return {"operation_logs": [], "count": 0}
    if rest == "/policies" and method == "GET":
        return {"policies": [policy()] if made["policy"] and project == HERE else [], "count": 0}
    if rest.startswith("/policies"):
        made["policy"] = method != "DELETE"
        return None if method == "DELETE" else {"policy": policy()}
    if rest.endswith("associatepolicy") or rest.endswith("dissociatepolicy"):
        return {}
    return {"job_id": "job-1"} if path.endswith("/action") else {"job_id": "job-1", "status": "SUCCESS"}


def snapshot(number, region):
    return {"SnapshotId": "snap-exmpl%03d" % number, "SnapshotName": "nightly %d" % number, "SnapshotState": "NORMAL",
            "Percent": 100, "CreateTime": "2024-05-20 08:10:00", "DiskId": "disk-exmpl001", "DiskSize": 50,
            "DiskUsage": "DATA_DISK", "CopyFromRemote": False, "CopyingToRegions": [], "Placement": {"Zone": region + "-1"}}


def tencent_answer(action, region, body):
    if action == "DescribeRegions":
        return {"RegionSet": [{"Region": r, "RegionName": r, "RegionState": "AVAILABLE"} for r in ("ap-shanghai", "ap-singapore", "ap-shanghai-fsi")], "TotalCount": 3}
    if action == "DescribeSnapshots":
        rows = [snapshot(1, region), snapshot(2, region)] if region == "ap-shanghai" else []
        rows = [r for r in rows if r["SnapshotId"] in body.get("SnapshotIds", [r["SnapshotId"]])]
        return {"SnapshotSet": rows, "TotalCount": len(rows)}
    if action == "DescribeDisks":
        rows = [{"DiskId": "disk-exmpl001", "DiskName": "orders", "DiskSize": 50, "DiskUsage": "DATA_DISK", "SnapshotAbility": True}] if region == "ap-shanghai" else []
        return {"DiskSet": rows, "TotalCount": len(rows)}
    if action == "CopySnapshotCrossRegions":
        return {"SnapshotCopyResultSet": [{"SnapshotId": "snap-copied01", "DestinationRegion": r, "Code": "Success", "Message": ""} for r in body["DestinationRegions"]]}
    if action == "CreateSnapshot":
        return {"SnapshotId": "snap-madenow1"}
    if action == "CreateDisks":
        return {"DiskIdSet": ["disk-madenow1"]}
    if action == "DescribeDiskConfigQuota":
        return {"DiskConfigSet": [{"Available": True, "Zone": "ap-shanghai-1", "DiskType": "CLOUD_PREMIUM"}]}
    return {}


class Recorder(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def any(self):
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        path, _, query = self.path.partition("?")
        body = json.loads(raw) if raw else None
        headers = {k.lower(): v for k, v in self.headers.items()}
        with lock:
            seen.append({"method": self.command, "path": path, "query": query, "headers": headers, "raw": raw, "body": body})
        if "x-tc-action" in headers:
            answer = {"Response": dict(tencent_answer(headers["x-tc-action"], headers.get("x-tc-region", ""), body or {}), RequestId="r-1")}
        else:
            answer = huawei_answer(self.command, unquote(path), body)
        data = b"" if answer is None else json.dumps(answer).encode()
        self.send_response_only(204 if answer is None else 200)
        self.send_header("Content-Type", "application/json")
        self.send_header("X-Request-Id", "req-1")
        if answer is not None:
            self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    do_GET = do_POST = do_PUT = do_DELETE = any


def recorded(act):
    with lock:
        seen.clear()
    act()
    with lock:
        return list(seen)


# ------------------------------------------------------------------------------------------------------- Huawei's SDK
def built(module, type_name, data):
    """A model of the SDK's from plain data, by the SDK's own tables."""
    listed = re.match(r"^list\[(.+)\]$", type_name)
    if listed:
        return [built(module, listed.group(1), item) for item in data]
    model = getattr(module, type_name, None)
    if model is None or not isinstance(data, dict) or not hasattr(model, "openapi_types"):
        return data
    keys = {key: name for name, key in model.attribute_map.items()}
    unknown = set(data) - set(keys)
    assert not unknown, "%s has no %s" % (type_name, unknown)
    made = model.__new__(model)
    made._discriminator = None
    values = {keys[key]: built(module, model.openapi_types[keys[key]], value) for key, value in data.items()}
    required = {n: values.get(n) for n in model.openapi_types}
    return model(**{n: v for n, v in required.items() if v is not None})


CBR = [("GET", "/replication-capabilities", "ShowReplicationCapabilities"), ("GET", "/vaults", "ListVault"), ("POST", "/vaults", "CreateVault"),
       ("PUT", "/vaults/{vault_id}", "UpdateVault"), ("GET", "/backups", "ListBackups"), ("GET", "/backups/{backup_id}", "ShowBackup"),
       ("PUT", "/backups/{backup_id}", "UpdateBackup"), ("DELETE", "/backups/{backup_id}", "DeleteBackup"),
       ("POST", "/backups/{backup_id}/replicate", "CopyBackup"), ("POST", "/checkpoints/replicate", "CopyCheckpoint"),
       ("GET", "/operation-logs", "ListOpLogs"), ("GET", "/policies", "ListPolicies"), ("POST", "/policies", "CreatePolicy"),
       ("PUT", "/policies/{policy_id}", "UpdatePolicy"), ("DELETE", "/policies/{policy_id}", "DeletePolicy"),
       ("POST", "/vaults/{vault_id}/associatepolicy", "AssociateVaultPolicy"), ("POST", "/vaults/{vault_id}/dissociatepolicy", "DisassociateVaultPolicy")]


def huawei_twin(request, url, token):
    """Asks the SDK for the same; returns the operation's name."""
    pairs = parse_qsl(request["query"], keep_blank_values=True)
    if request["path"].startswith("/v3/regions") or "/auth/" in request["path"]:
        name = "KeystoneListRegions" if request["path"].endswith("regions") else "KeystoneListAuthProjects"
        credentials = GlobalCredentials(AK, SK, "domain-1")
        module, client = iam, iam.IamClient
    else:
        credentials = BasicCredentials(AK, SK, request["headers"].get("x-project-id"))
        module, client = cbr, cbr.CbrClient
        name = None
    if token:
        credentials = credentials.with_security_token(token)
    arguments = {}
    if name is None and request["path"].startswith("/v1/"):
        module, client = ims, ims.ImsClient
        name = "CreateWholeImage" if request["method"] == "POST" else "ShowJob"
        if name == "ShowJob":
            arguments["job_id"] = request["path"].split("/")[4]
    elif name is None:
        rest = re.sub(r"^/v3/[0-9a-f]{32}", "", request["path"])
        for method, form, operation in CBR:
            fits = re.match("^" + re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", form) + "$", rest)
            if fits and method == request["method"]:
                name, arguments = operation, dict(fits.groupdict())
    assert name, "no operation of the SDK's is %s %s" % (request["method"], request["path"])
    wanted = getattr(module, name + "Request")
    for key, value in pairs:
        field = next(n for n, k in wanted.attribute_map.items() if k == key)
        kind = wanted.openapi_types[field]
        value = int(value) if kind == "int" else value == "true" if kind == "bool" else value
        arguments[field] = arguments.get(field, []) + [value] if kind.startswith("list") else value
    if request["body"] is not None:
        arguments["body"] = built(module, wanted.openapi_types["body"], request["body"])
    sender = client.new_builder().with_credentials(credentials).with_endpoint(url).build()
    snake = re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()
    try:
        getattr(sender, snake)(wanted(**arguments))
    except Exception as error:  # the answers are made up; only what was sent counts
        if not seen:
            raise error
    return name


def huawei_signature(request):
    headers = dict(request["headers"])
    authorization = headers.pop("authorization")
    names = authorization.split("SignedHeaders=")[1].split(",")[0].split(";")
    again = SdkRequest(request["method"], "http", headers["host"], request["path"], request["path"],
                       parse_qsl(request["query"], keep_blank_values=True), {n: headers[n] for n in names}, request["raw"], False)
    return Signer(mock.Mock(ak=AK, sk=SK)).sign(again).header_params["Authorization"] == authorization


# ------------------------------------------------------------------------------------------------------ Tencent's SDK
def tencent_twin(request, host, token):
    headers = request["headers"]
    service = re.search(r"/(\w+)/tc3_request", headers["authorization"]).group(1)
    profile = ClientProfile(language=headers.get("x-tc-language"), httpProfile=HttpProfile(protocol="http", endpoint=host))
    key = credential.Credential(AK, SK, token)
    action = headers["x-tc-action"]
    if service == "cbs":
        model = getattr(cbs, action + "Request")()
        model.from_json_string(json.dumps(request["body"]))
        # The SDK sends what its models know; what they do not know would be missing.
        assert not [k for k in request["body"] if not hasattr(model, "_" + k)], "the SDK knows no such parameter"
        getattr(cbs_client.CbsClient(key, headers.get("x-tc-region", ""), profile), action)(model)
    else:
        CommonClient(service, headers["x-tc-version"], key, headers.get("x-tc-region", ""), profile).call(action, request["body"])
    return "%s:%s" % (service, action)


def tencent_signature(request, token):
    headers = request["headers"]
    service = re.search(r"/(\w+)/tc3_request", headers["authorization"]).group(1)
    client = AbstractClient(credential.Credential(AK, SK, token), headers.get("x-tc-region", ""), ClientProfile(httpProfile=HttpProfile(endpoint=headers["host"])))
    client._apiVersion, client._service = headers["x-tc-version"], service
    again = RequestInternal(headers["host"], "POST", "/", {})
    with mock.patch("time.time", return_value=int(headers["x-tc-timestamp"])), mock.patch("json.dumps", return_value=request["raw"].decode()):
        client._build_req_with_tc3_signature(headers["x-tc-action"], {}, again)
    return again.header["Authorization"] == headers["authorization"]


# --------------------------------------------------------------------------------------------------------- comparing
NOISE = {"user-agent", "accept", "accept-encoding", "connection", "content-length", "authorization", "x-sdk-date",
         "x-tc-timestamp", "x-tc-requestclient", "host", "x-domain-id", "x-request-source-agent", "x-tc-traceid", "transfer-encoding"}


def comparable(request):
    # A charset says nothing that JSON does not.
    headers = {k: v.split(";")[0] for k, v in request["headers"].items() if k not in NOISE and (request["raw"] or k != "content-type")}
    return {"method": request["method"], "path": request["path"], "query": sorted(parse_qsl(request["query"], keep_blank_values=True)),
            "body": request["body"], "headers": headers}


def compare(title, requests, twin, signature):
    calls, names = {}, {}
    for request in requests:
        if not signature(request):
            wrong.append("%s: %s %s is signed otherwise" % (title, request["method"], request["path"]))
        calls.setdefault(json.dumps(comparable(request), sort_keys=True), request)
    for request in calls.values():
        with lock:
            seen.clear()
        name = twin(request)
        theirs = comparable(seen[0])
        ours = comparable(request)
        names[name] = names.get(name, 0) + 1
        for part in ours:
            if ours[part] != theirs[part]:
                wrong.append("%s %s: %s differs\n  farshore: %s\n  SDK:      %s" % (title, name, part, ours[part], theirs[part]))
    print("%s: %d requests signed alike, %d calls compared: %s" % (
        title, len(requests), len(calls), ", ".join("%s %d" % (n, c) for n, c in sorted(names.items()))))


def main():
    program = sys.argv[1]
    server = ThreadingHTTPServer(("127.0.0.1", 0), Recorder)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    host = "127.0.0.1:%d" % server.server_address[1]
    url = "http://" + host
    for token in (None, TOKEN):
        made["policy"] = False
        with tempfile.TemporaryDirectory() as home:
            keys = {"HUAWEICLOUD_SDK_AK": AK, "HUAWEICLOUD_SDK_SK": SK, "TENCENTCLOUD_SECRET_ID": AK, "TENCENTCLOUD_SECRET_KEY": SK}
            if token:
                keys.update(HUAWEICLOUD_SDK_SECURITY_TOKEN=token, TENCENTCLOUD_TOKEN=token)

            def run(*arguments):
                done = subprocess.run([program, *arguments], env=dict(os.environ, FARSHORE_HOME=home, **keys), capture_output=True, text=True)
                if done.returncode:
                    wrong.append("%s ended with %d: %s %s" % (" ".join(arguments), done.returncode, done.stdout, done.stderr))

            def add(name, provider, services):
                run("contexts", "add", name, "--provider", provider, *[x for s in services for x in ("--endpoint", "%s=%s" % (s, url))])

            def huawei():
                hw = ("--context", "hw")
                b = lambda n: UUID % ("b", n)
                run(*hw, "backups", "list")
                run(*hw, "contexts", "check", "hw")
                run(*hw, "replicas", "create", b(1), "--to", "ap-southeast-3", "--vault", "replicas", "--name", "备份-1", "--description", "before & after")
                run(*hw, "replicas", "create", b(2), "--to", "ap-southeast-3", "--vault", "replicas")
                run(*hw, "vaults", "create", "dr-2", "--type", "server", "--protection", "replication", "--region", "ap-southeast-3", "--capacity", "100GiB")
                run(*hw, "vaults", "expand", "replicas", "--capacity", "600GiB")
                run(*hw, "policies", "create", "nightly", "--operation", "replication", "--to", "ap-southeast-3", "--schedule", "FREQ=DAILY;BYHOUR=2,14", "--keep-last", "7", "--monthly", "12")
                run(*hw, "policies", "edit", "nightly", "--keep-days", "30", "--disable", "--schedule", "FREQ=WEEKLY;BYDAY=MO,TH;BYHOUR=3")
                run(*hw, "policies", "apply", "nightly", "--vault", "servers", "--target", "replicas")
                run(*hw, "policies", "apply", "nightly", "--vault", "servers", "--remove")
                run(*hw, "policies", "delete", "nightly")
                run(*hw, "images", "create", "--backup", b(3), "--no-wait")
                run(*hw, "backups", "rename", b(3), "renamed")
                run(*hw, "backups", "delete", b(3), "--confirm", b(3))

            def huawei_vault():
                run("--context", "hw2", "vaults", "replicate", "servers", "--to", "ap-southeast-3", "--vault", "replicas")

            def tencent():
                tc = ("--context", "tc")
                run(*tc, "snapshots", "list")
                run(*tc, "contexts", "check", "tc")
                run(*tc, "snapshots", "copy", "snap-exmpl001", "--to", "ap-singapore", "--name", "备份 \"1\" / é😀")
                run(*tc, "snapshots", "copy", "snap-exmpl002", "--to", "ap-singapore", "--plan")
                run(*tc, "snapshots", "create", "--disk", "orders", "--name", "before upgrade", "--no-wait")
                run(*tc, "snapshots", "rename", "snap-exmpl002", "renamed")
                run(*tc, "disks", "create", "restored", "--snapshot", "snap-exmpl002")
                run(*tc, "snapshots", "delete", "snap-exmpl002", "--confirm", "snap-exmpl002")

            add("hw", "huawei", ("iam", "cbr", "ims"))
            add("hw2", "huawei", ("iam", "cbr", "ims"))
            add("tc", "tencent", ("cbs", "cvm", "region"))
            word = " with a token" if token else ""
            compare("Huawei" + word, recorded(huawei), lambda r: huawei_twin(r, url, token), huawei_signature)
            compare("Huawei, a vault" + word, recorded(huawei_vault), lambda r: huawei_twin(r, url, token), huawei_signature)
            compare("Tencent" + word, recorded(tencent), lambda r: tencent_twin(r, host, token), lambda r: tencent_signature(r, token))
    for line in wrong:
        print("DIFFERS " + line)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
