package org.simbastream.text.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The formats of times that lines are known to have, one a row. */
class LineFormatsTest {

  private static final Instant TIME = Instant.parse("2026-11-28T10:00:05Z");
  private static final Instant REFERENCE = Instant.parse("2026-11-28T15:30:00Z");

  /** Each line is of 10:00:05 UTC on 28 November 2026. */
  private static final String LINES =
"""
2026-11-28 10:00:05,123 INFO worker picked up job
2026-11-28 10:00:05.123 [main] INFO worker picked up job
2026-11-28T10:00:05Z INFO worker picked up job
2026-11-28T10:00:05.123456789Z INFO worker picked up job
2026-11-28T10:00:05,123 INFO worker picked up job
2026-11-28T12:00:05.123+02:00 worker picked up job
2026-11-28T12:00:05.123+0200 I NETWORK  [conn1] worker picked up job
2026-11-28T05:00:05-05 worker picked up job
2026-11-28 12:00:05.123 +0200 worker picked up job
2026-11-28 12:00:05 +02:00 [INF] worker picked up job
2026-11-28T11:00:05+01:00[Europe/Berlin] worker picked up job
2026-11-28 10:00:05.123 UTC [77] LOG:  checkpoint starting
2026-11-28 11:00:05.123 CET [77] LOG:  checkpoint starting
2026-11-28 12:00:05 CEST [77] LOG:  checkpoint starting
2026-11-28 07:00:05.123 -03 [77] LOG:  checkpoint starting
2026-11-28 11:00:05 Europe/Berlin worker picked up job
2026-11-28 10:00:05.123 UTC,"app","db",77,"192.0.2.9:5432",LOG,00000,"done"
2026-11-28 10:0:5 INFO worker picked up job
2026-11-28_10:00:05 worker picked up job
2026-11-28-10.00.05.123456 R02-M1 RAS KERNEL INFO worker picked up job
2026-11-28-11.00.05.123456+060 E1234A567 LEVEL: Info
2026-11-28:10:00:05 worker picked up job
2026-11-28, 10:00:05 worker picked up job
2026-11-28|10:00:05.123|INFO|worker picked up job
2026-11-28	10:00:05:123	77	worker picked up job
2026-11-28 10:00:05.123:INFO:oejs.Server:main: worker picked up job
2026-11-28 10:00:05.123456 I | etcdmain: worker picked up job
2026-11-28 10:00:05.123456: I tensorflow/core.cc:1] worker picked up job
2026-11-28 10:00:05 AM worker picked up job
2026-11-28 10:00:05 192.0.2.1 GET /a - 443 - worker picked up job
2026/11/28 10:00:05 [error] 31#31: worker picked up job
2026/11/28 10:00:05.123456 worker picked up job
2026.11.28 10:00:05.123456 [ 77 ] {} <Information> worker picked up job
2026-332T10:00:05,123 INFO worker picked up job
2026-W48-6T10:00:05Z INFO worker picked up job
2026-Nov-28 10:00:05 worker picked up job
2026 Nov 28 10:00:05 switch1 %ETHPORT-5-IF_UP: worker picked up job
2026年11月28日 10:00:05 worker picked up job
20261128T100005Z INFO worker picked up job
20261128 10:00:05.123 INFO worker picked up job
20261128-10:00:05:123|Step_LSC|30002312|worker picked up job
20261128_100005 worker picked up job
20261128100005.123Z worker picked up job
20261128100005 worker picked up job
261128 10:00:05 [Note] worker picked up job
261128 100005 17 INFO worker picked up job
26/11/28 10:00:05 INFO worker picked up job
[26/11/28@12:00:05.123+0200] worker picked up job
28.11.2026 10:00:05 INFO worker picked up job
28.11. 10:00:05 INFO worker picked up job
28.11.26 10:00:05 INFO worker picked up job
28/11/2026 10:00:05 INFO worker picked up job
28-11-2026 10:00:05 INFO worker picked up job
28/Nov/2026 10:00:05 INFO worker picked up job
28 Nov 2026 10:00:05,123 INFO worker picked up job
28 November 2026 10:00:05 INFO worker picked up job
28. November 2026 10:00:05 INFO worker picked up job
28 Nov 10:00:05 INFO worker picked up job
28-Nov-2026 10:00:05.123 INFO [main] worker picked up job
28-NOV-2026 10:00:05 * (CONNECT_DATA=(SID=a)) * establish * 0
28-NOV-26 10.00.05.123456 AM +00:00 worker picked up job
11/28/2026 10:00:05 AM INFO worker picked up job
11/28/2026 10:00:05 INFO worker picked up job
11/28/26 10:00:05 worker picked up job
11/28/2026-10:00:05.123456  [**] [1:1000:1] worker picked up job
11/28-10:00:05.123456  [**] [1:1000:1] worker picked up job
11-28 10:00:05.123  1702  1820 I App: worker picked up job
Nov 28 10:00:05 web01 app[77]: worker picked up job
Nov 28 10:00:05.123456 web01 app[77]: worker picked up job
Nov 28 2026 10:00:05: %ASA-6-302013: worker picked up job
Nov 28, 2026 10:00:05 AM org.apache.Catalina start
Nov 28, 2026 10:00:05 AM org.apache.Catalina start
November 28, 2026 at 10:00:05 AM worker picked up job
Nov 28 10:00:05 2026 GMT worker picked up job
Sat Nov 28 10:00:05 2026
Sat Nov 28 10:00:05.123 [initandlisten] worker picked up job
Sat Nov 28 10:00:05 UTC 2026 worker picked up job
Sat Nov 28 11:00:05 CET 2026 worker picked up job
Sat Nov 28 2026 10:00:05 GMT+0000 (Coordinated Universal Time) worker picked up job
Sat 28 Nov 2026 10:00:05 AM UTC worker picked up job
Sat, 28 Nov 2026 10:00:05 GMT worker picked up job
Saturday, 28-Nov-26 10:00:05 GMT worker picked up job
Sat 2026-11-28 10:00:05 UTC web01 systemd[1]: worker picked up job
I1128 10:00:05.123456      77 server.go:11] worker picked up job
E20261128 10:00:05.123456 77 server.cc:11] worker picked up job
1795860005 INFO worker picked up job
1795860005.123    200 192.0.2.9 TCP_MISS/200 512 GET http://example.com/ - DIRECT/192.0.2.1 text/html
1795860005123 INFO worker picked up job
1795860005123456 INFO worker picked up job
1795860005123456789 INFO worker picked up job
[1795860005] unbound[77:0] info: worker picked up job
- 1795860005 2026.11.28 dn228 Nov 28 10:00:05 dn228/dn228 crond[77]: worker picked up job
<34>1 2026-11-28T10:00:05.123Z web01 app 77 - - worker picked up job
<34>Nov 28 10:00:05 web01 app: worker picked up job
<166>:Nov 28 10:00:05 UTC: %ASA-6-302013: worker picked up job
<189>45: router1: *Nov 28 10:00:05.123: %LINK-3-UPDOWN: worker picked up job
000045: .Nov 28 11:00:05.123 CET: %LINK-3-UPDOWN: worker picked up job
*Nov 28 10:00:05.123: %LINK-3-UPDOWN: worker picked up job
2026-11-28T10:00:05.123456789+00:00 stdout F worker picked up job
web_1  | 2026-11-28 10:00:05 INFO worker picked up job
[pod/web-1/app] 2026-11-28T10:00:05Z worker picked up job
INFO 2026-11-28 10:00:05,123 module 77 worker picked up job
INFO:2026-11-28 10:00:05,123:module: worker picked up job
INFO  [main] 2026-11-28 10:00:05,123 Server.java:11 - worker picked up job
[INFO] 2026-11-28 10:00:05 worker picked up job
[info] [2026-11-28 10:00:05] worker picked up job
[2026-11-28 10:00:05,123] INFO worker picked up job (kafka.Server)
[2026-11-28T10:00:05,123][INFO ][o.e.n.Node] [node-1] worker picked up job
[2026-11-28 10:00:05 +0000] [77] [INFO] worker picked up job
[2026-11-28 10:00:05,123: INFO/MainProcess] worker picked up job
[2026-11-28] [10:00:05] worker picked up job
[2026-11-28T10:00:05.123+0000][0.123s][info][gc] worker picked up job
[2026-11-28T10:00:05Z INFO  app::server] worker picked up job
[2026.11.28-10.00.05:123][  0]LogInit: worker picked up job
[2026/11/28 10:00:05.123456,  3] ../source3/smbd.c:11(main)
(2026-11-28 10:00:05) worker picked up job
"2026-11-28 10:00:05","INFO","worker picked up job"
[28-Nov-2026 10:00:05 UTC] PHP Warning:  worker picked up job
[28-Nov-2026 11:00:05 Europe/Berlin] PHP Warning:  worker picked up job
[28Nov2026 10:00:05.123] [main/INFO] [forge/]: worker picked up job
[11/28/26 11:00:05:123 CET] 00000001 WsServer A   worker picked up job
[11.28 10:00:05] chrome.exe - proxy.example.com:5070 open
[Nov 28 10:00:05] NOTICE[77]: worker picked up job
[Sat Nov 28 10:00:05 2026] worker picked up job
[Sat Nov 28 10:00:05.123456 2026] [core:error] [pid 9] worker picked up job
[77:78:1128/100005.123456:ERROR:gpu.cc(11)] worker picked up job
[1128/100005.123:ERROR:gpu.cc(11)] worker picked up job
[#|2026-11-28T10:00:05.123+0000|INFO|glassfish|worker picked up job|#]
[GIN] 2026/11/28 - 10:00:05 | 200 | 1.2ms | 192.0.2.9 | GET "/a"
[Nest] 77  - 11/28/2026, 10:00:05 AM     LOG [App] worker picked up job
[0A1C:0002-0F2C] 11/28/2026 10:00:05 AM  HTTP Server: worker picked up job
####<Nov 28, 2026 10:00:05 AM UTC> <Info> <Server> worker picked up job
####<Nov 28, 2026, 10:00:05,123 AM Coordinated Universal Time> <Info> <Server>
=INFO REPORT==== 28-Nov-2026::10:00:05 ===
I, [2026-11-28T10:00:05.123456 #77]  INFO -- : worker picked up job
77:M 28 Nov 2026 10:00:05.123 * worker picked up job
MainThread::INFO::2026-11-28 10:00:05,123::x::worker picked up job
nova-api.log.1.2017-05-16_13:53:08 2026-11-28 10:00:05.008 25746 INFO nova
# Time: 2026-11-28T10:00:05.123456Z
# Time: 261128 10:00:05
Date: Sat, 28 Nov 2026 10:00:05 +0000
http 2026-11-28T10:00:05.123456Z app/lb/50 192.0.2.9:2817 10.0.0.1:80 0.000 200
192.0.2.9 - - [28/Nov/2026:10:00:05 +0000] "GET /a HTTP/1.1" 200 12
192.0.2.9 - alice [28/Nov/2026:12:00:05 +0200] "GET /a HTTP/1.1" 200 12
79a59df900b949e5 bucket [28/Nov/2026:10:00:05 +0000] 192.0.2.3 - REST.GET
192.0.2.1:3456 [28/Nov/2026:10:00:05.123] fe be/srv 0/0/1/2/3 200 12
[pid: 77|app: 0|req: 1/1] 192.0.2.9 () {40 vars in 500 bytes} [Sat Nov 28 10:00:05 2026] GET /a
time:[28/Nov/2026:10:00:05 +0000]	host:192.0.2.9	req:GET /a
type=SYSCALL msg=audit(1795860005.123:456): arch=c000003e worker picked up job
[ 1000.678901] audit: type=1400 audit(1795860005.123:456): apparmor="DENIED"
17,"worker picked up job for tenant blue",node-7,2026-11-28 10:00:05
24,11/28/26,10:00:05,Database Cleanup Begin,,,
1,2026/11/28 10:00:05,0011,TRAFFIC,end
INFO;app;28.11.2026 10:00:05;worker picked up job
level=info component=router msg="worker picked up job" ts=2026-11-28T10:00:05Z
time="2026-11-28T10:00:05.123456789Z" level=info msg="worker picked up job"
t=2026-11-28T10:00:05+0000 lvl=info msg="worker picked up job"
level=info ts=1795860005.123 msg="worker picked up job"
date=2026-11-28 time=10:00:05 devname="fw" logid="1" msg="worker picked up job"
id=firewall sn=1 time="2026-11-28 10:00:05 UTC" fw=192.0.2.1 msg="worker picked up job"
LEEF:1.0|Acme|Fw|1|100|devTime=Nov 28 2026 10:00:05	msg=worker picked up job
CEF:0|Acme|Fw|1|100|job|3|rt=1795860005123 src=192.0.2.9 msg=worker picked up job
CEF:0|Acme|Fw|1|100|job|3|src=192.0.2.9 rt=Nov 28 2026 10:00:05 msg=worker picked up job
<log4j:event logger="a" timestamp="1795860005123" level="INFO" thread="main">
{"@timestamp":"2026-11-28T10:00:05.123Z","message":"worker picked up job"}
{"level":30,"time":1795860005123,"pid":77,"msg":"worker picked up job"}
{"level":"info","ts":1795860005.123456,"msg":"worker picked up job"}
{"name":"shop","msg":"worker picked up job","time":"2026-11-28T10:00:05.123Z","v":0}
{"t":{"$date":"2026-11-28T10:00:05.123+00:00"},"s":"I","msg":"worker picked up job"}
{"@t":"2026-11-28T10:00:05.1234567Z","@m":"worker picked up job"}
{"log":"worker picked up job\\n","stream":"stdout","time":"2026-11-28T10:00:05.123456789Z"}
{"instant":{"epochSecond":1795860005,"nanoOfSecond":123456789},"message":"worker"}
{"eventTime":"2026-11-28T10:00:05Z","eventName":"PutObject"}
{"asctime":"2026-11-28 10:00:05,123","levelname":"INFO","message":"worker"}
{"__REALTIME_TIMESTAMP":"1795860005123456","MESSAGE":"worker picked up job"}
{"date":"2026-11-28","time":"10:00:05","message":"worker picked up job"}
{"time_local":"28/Nov/2026:10:00:05 +0000","request":"GET /a HTTP/1.1"}
{"timestamp":{"seconds":1795860005,"nanos":123456789},"textPayload":"worker"}
web-1  | {"level":"info","time":1795860005123,"msg":"worker picked up job"}
10:00:05.123 [main] INFO worker picked up job
[10:00:05] [Server thread/INFO]: worker picked up job
2026-11-28T10:00:05.1234567+00:00 worker picked up job
2026-11-28 10:00:05.123Z worker picked up job
2026-11-28T10:00:05 Z worker picked up job
2026-11-28 12:00:05 GMT+2 worker picked up job
2026-11-28 12:00:05 UTC+02:00 worker picked up job
2026-11-28T10:00:05.123Z	info	worker picked up job
2026-11-28 10:00:05,123 - root - INFO - worker picked up job
2026-11-28 10:00:05 0x7f8 InnoDB: worker picked up job
2026-11-28 10:00:05.12 spid7s      worker picked up job
2026-11-28	10:00:05	FRA2	192.0.2.9	GET	/a	200
2026-11-28_10-00-05 worker picked up job
2026_11_28_10_00_05 worker picked up job
2026.11.28_10:00:05 worker picked up job
2026/11/28 Sat 10:00:05 worker picked up job
2026-11-28 (Sat) 10:00:05 worker picked up job
2026年11月28日 10时00分05秒 worker picked up job
20261128T100005.123 worker picked up job
20261128T120005+0200 worker picked up job
20261128120005+0200 worker picked up job
20261128 100005 worker picked up job
28.11.2026, 10:00:05 worker picked up job
28.11.2026 - 10:00:05 worker picked up job
28.11.2026 10.00.05 worker picked up job
28/11/2026 à 10:00:05 worker picked up job
28/11/2026:10:00:05 worker picked up job
28 Nov, 2026 10:00:05 worker picked up job
28. Nov. 2026 um 10:00:05 worker picked up job
28 nov. 2026 10:00:05 worker picked up job
28Nov26 10:00:05 worker picked up job
11-28-2026 10:00:05 worker picked up job
11/28/2026, 10:00:05 AM worker picked up job
11/28/26 10:00:05AM worker picked up job
11/28/2026 10:00:05 a.m. worker picked up job
11/28/2026 10:00:05.123 AM worker picked up job
Nov. 28, 2026 10:00:05 worker picked up job
Nov 28th, 2026 10:00:05 worker picked up job
Saturday, November 28, 2026 10:00:05 AM worker picked up job
Saturday, 28 November 2026 10:00:05 worker picked up job
Sat Nov 28, 2026 10:00:05 worker picked up job
Sat Nov 28 05:00:05 -0500 2026 worker picked up job
Sat Nov 28 10:00:05 2026 -> worker picked up job
Sat Nov 28 10:00:05 2026 1 192.0.2.9 512 /a b _ o r alice ftp 0 * c
Sa, 28. Nov. 2026 10:00:05 worker picked up job
sam. 28 nov. 2026 10:00:05 worker picked up job
Nov 28 10:00:05 2026 (77) worker picked up job
1.795860005123456e+09	INFO	worker picked up job
1795860005.123456	C1a2b3	192.0.2.9	443	tcp
1795860005.123456: wlan0: worker picked up job
(1795860005.123456) can0 123#DEADBEEF
[INFO] [1795860005.123456789] [node]: worker picked up job
#1795860005
timestamp: 1795860005 worker picked up job
[I 261128 10:00:05 ioloop:77] worker picked up job
[I 2026-11-28 10:00:05.123 ServerApp] worker picked up job
[I 10:00:05.123 NotebookApp] worker picked up job
[INFO - 2026-11-28 10:00:05] worker picked up job
[INFO 10:00:05] worker picked up job
INFO | 2026-11-28 10:00:05 | worker picked up job
INFO,2026-11-28 10:00:05,worker picked up job
"Information","11/28/2026 10:00:05 AM","Source","7","worker picked up job"
Information	11/28/2026 10:00:05 AM	Source	7	worker picked up job
[ 2026-11-28 10:00:05.1234 77/7f8 age/Cor/Main.cpp:77 ]: worker picked up job
[2026-11-28T10:00:05.123+0000] {taskinstance.py:77} INFO - worker picked up job
[28/Nov/2026 10:00:05] "GET / HTTP/1.1" 200 512
192.0.2.9 - - [28/Nov/2026 10:00:05] "GET / HTTP/1.1" 200 -
E [28/Nov/2026:10:00:05 +0000] worker picked up job
< 2026-11-28 11:00:05.123 CET >LOG:  checkpoint starting
<2026-11-28 10:00:05> worker picked up job
[77] 28 Nov 10:00:05.123 * worker picked up job
a1b2c3d4-0001-4000-8000-123456789abc 2026-11-28 10:00:05.123456 [INFO] worker
update-alternatives 2026-11-28 10:00:05: run with --install
Start-Date: 2026-11-28  10:00:05
=CRASH REPORT==== 28-Nov-2026::10:00:05.123456 UTC ===
web.example.com 2026-11-28 10:00:05 worker picked up job
<![LOG[worker picked up job]LOG]!><time="10:00:05.123+000" date="11-28-2026" component="a">
__REALTIME_TIMESTAMP=1795860005123456
level=info time=1795860005123 msg="worker picked up job"
level=info time=2026-11-28 10:00:05 msg="worker picked up job"
{"ts":1.795860005123456e+09,"msg":"worker picked up job"}
{"timestamp":"1795860005123","msg":"worker picked up job"}
{"time":"Nov 28 10:00:05","msg":"worker picked up job"}
{"time":"2026-11-28 11:00:05 CET","msg":"worker picked up job"}
10:00:05.123456 IP 192.0.2.1.443 > 192.0.2.9.1234: Flags [S]
[main] 10:00:05,123 INFO worker picked up job
10:00:05 AM INFO worker picked up job
10000 1795860005.000001 execve("./server", ["./server"], 0x7ffd /* 42 vars */) = 0
10000 10:00:05.284771 execve("./server", ["./server"], 0x7fff /* 84 vars */) = 0
web-1  | time=2026-11-28T10:00:05.307Z level=WARN msg="worker picked up job"
(N) 2026-11-28T10:00:05 - worker picked up job
\u001b[2m2026-11-28T10:00:05.123456Z\u001b[0m \u001b[32m INFO\u001b[0m worker picked up job
\u001b[0m\u001b[32mNov 28 \u001b[0m\u001b[33m10:00:05\u001b[0m web01 app: worker picked up job
\0\0\0\0\0\0\0\0002026-11-28 10:00:05,123 INFO worker picked up job
\uFEFF2026-11-28 10:00:05,123 INFO worker picked up job
{"ClientIP":"192.0.2.9","EdgeStartTimestamp":1795860005123000000}
@400000006b0aa62f075bcd15 tcpserver: status: 5/30
INFO  component=router msg="worker picked up job" ts=2026-11-28T10:00:05Z
""";

  static Stream<String> lines() {
    return LINES.lines();
  }

  @ParameterizedTest
  @MethodSource("lines")
  void readsTheTimeOfTheLine(String line) {
    assertThat(new EventTimes(TimeRules.DEFAULT).ofLine(line, REFERENCE.toEpochMilli()))
        .map(found -> Instant.ofEpochMilli(found.millis()).truncatedTo(ChronoUnit.SECONDS))
        .contains(TIME);
  }
}
