"""Label Studio beside the workroom, on the same machine: next task and answer, from many at once.

    label_studio.py PROGRAM [CLIENTS] [SECONDS]

PROGRAM is `label-studio` of a virtual environment (pip install label-studio). It is started on a
fresh folder with its own database, gets a project of one question and 5,000 tasks, and is then asked
as its own screen asks: the next task, and an annotation of it. Prints turns a second and how long a
turn took.
"""

import http.client
import json
import os
import subprocess
import sys
import tempfile
import threading
import time

PORT, TOKEN = 8899, "abcdef" * 6 + "abcd"
HEADERS = {"Authorization": "Token " + TOKEN, "Content-Type": "application/json"}
SCREEN = """<View><Text name="text" value="$text"/><Choices name="mood" toName="text">
<Choice value="glad"/><Choice value="sad"/></Choices></View>"""
ANSWER = {"result": [{
    "from_name": "mood", "to_name": "text", "type": "choices", "value": {"choices": ["glad"]},
}], "lead_time": 1}


def ask(connection, method, path, body=None):
    connection.request(method, path, json.dumps(body) if body is not None else None, HEADERS)
    answer = connection.getresponse()
    return answer.status, answer.read()


def ready():
    for _ in range(120):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
            if ask(connection, "GET", "/health")[0] == 200:
                return connection
        except OSError:
            time.sleep(1)
    sys.exit("Label Studio did not start.")


def main():
    program = sys.argv[1]
    clients = int(sys.argv[2]) if len(sys.argv) > 2 else 16
    seconds = float(sys.argv[3]) if len(sys.argv) > 3 else 20
    with tempfile.TemporaryDirectory() as folder:
        server = subprocess.Popen(
            [program, "start", "--no-browser", "--port", str(PORT), "--username", "a@example.com",
             "--password", "only-for-this-run-1", "--user-token", TOKEN, "--data-dir", folder],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env=os.environ | {
                "LABEL_STUDIO_ENABLE_LEGACY_API_TOKEN": "true", "LATEST_VERSION_CHECK": "false",
                "COLLECT_ANALYTICS": "false",
            },
        )
        try:
            measure(clients, seconds)
        finally:
            server.terminate()
            server.wait(timeout=30)


def measure(clients, seconds):
    lead = ready()
    status, body = ask(lead, "POST", "/api/projects", {"title": "mood", "label_config": SCREEN})
    project = json.loads(body)["id"]
    tasks = [{"text": f"Message {n}: the shift was moved again."} for n in range(5_000)]
    status, body = ask(lead, "POST", f"/api/projects/{project}/import", tasks)
    assert status == 201, body
    times, failed, lock = [], {}, threading.Lock()
    end = time.monotonic() + seconds

    def work():
        connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=120)
        mine, bad = [], {}
        while time.monotonic() < end:
            began = time.monotonic()
            status, body = ask(connection, "GET", f"/api/projects/{project}/next")
            if status == 200:
                task = json.loads(body)["id"]
                status, body = ask(connection, "POST", f"/api/tasks/{task}/annotations", ANSWER)
            if status == 201:
                mine.append(time.monotonic() - began)
            else:
                bad[status] = bad.get(status, 0) + 1
        with lock:
            times.extend(mine)
            for status, count in bad.items():
                failed[status] = failed.get(status, 0) + count

    began = time.monotonic()
    workers = [threading.Thread(target=work) for _ in range(clients)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    times.sort()
    passed = time.monotonic() - began
    print(f"{clients} clients, {len(times)} answers: {len(times) / passed:.1f} a second; half in "
          f"{times[len(times) // 2] * 1000:.0f} ms, 99 % in "
          f"{times[int(len(times) * 0.99)] * 1000:.0f} ms; refused: {failed or 'none'}")


if __name__ == "__main__":
    main()
