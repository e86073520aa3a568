#include "domain/items/session.h"

#include <string>

#include <gtest/gtest.h>

#include "base/rfc3339.h"

namespace picket::domain::items {
namespace {

const SessionContext kNoon{*parse_rfc3339("2026-11-28T12:00:00Z"), std::nullopt};
const std::string kSid = R"("sid":"8333339F-5675-4F89-A9A0-1C935255AB58")";
const std::string kAttrs = R"("attrs":{"release":"shop@1.0","environment":"prod",)"
                           R"("ip_address":"1.2.3.4","user_agent":"x"})";

std::string session(const std::string& members) {
  const auto read = read_session('{' + members + '}', kNoon);
  if (!read) return read.error() == Fault::json ? "json" : "value";
  return *read;
}

std::string sessions(const std::string& aggregates) {
  const auto read = read_sessions(R"({"aggregates":[)" + aggregates + "]," + kAttrs + '}', kNoon);
  if (!read) return read.error() == Fault::json ? "json" : "value";
  return *read;
}

TEST(ReadSession, KeepsWhatIsCounted) {
  EXPECT_EQ(session(kSid +
                    R"(,"did":"u1","seq":42,"init":true,"started":"2026-11-28T11:59:00Z",)"
                    R"("timestamp":"2026-11-28T11:59:30.5Z","duration":30.5,)"
                    R"("status":"crashed","errors":2,"abnormal_mechanism":"anr",)" +
                    kAttrs),
            R"({"sid":"8333339f56754f89a9a01c935255ab58","did":"u1","seq":42,"init":true,)"
            R"("started":"2026-11-28T11:59:00Z","timestamp":"2026-11-28T11:59:30.500000Z",)"
            R"("duration":30.5,"status":"crashed","errors":2,"abnormal_mechanism":"anr",)"
            R"("attrs":{"release":"shop@1.0","environment":"prod"}})");
}

TEST(ReadSession, FillsInWhatSdksLeaveOut) {
  EXPECT_EQ(session(kSid + R"(,"started":1795867140,"attrs":{"release":"r"})"),
            R"({"sid":"8333339f56754f89a9a01c935255ab58","seq":1795867200000,"init":false,)"
            R"("started":"2026-11-28T11:59:00Z","timestamp":"2026-11-28T12:00:00Z",)"
            R"("status":"ok","errors":0,"attrs":{"release":"r"}})");
}

TEST(ReadSession, EndsNoEarlierThanItBegan) {
  EXPECT_NE(session(kSid +
                    R"(,"started":"2026-11-28T11:59:00Z",)"
                    R"("timestamp":"2026-11-28T11:00:00Z",)" +
                    kAttrs)
                .find(R"("timestamp":"2026-11-28T11:59:00Z")"),
            std::string::npos);
}

TEST(ReadSession, CorrectsTheClockOfTheSdk) {
  SessionContext context = kNoon;
  context.sent_at = context.received - std::chrono::days(365);
  const auto read = read_session(
      '{' + kSid + R"(,"started":"2025-11-28T11:59:00Z","timestamp":"2025-11-28T11:59:01Z",)" +
          kAttrs + '}',
      context);
  ASSERT_TRUE(read.has_value());
  EXPECT_NE(read->find(R"("started":"2026-11-28T11:59:00Z")"), std::string::npos);
  context.sent_at = context.received - std::chrono::minutes(54);
  EXPECT_FALSE(
      read_session('{' + kSid + R"(,"started":"2025-11-28T11:59:00Z",)" + kAttrs + '}', context)
          .has_value());
}

TEST(ReadSession, RefusesWhatIsNone) {
  const std::string start = R"("started":"2026-11-28T11:59:00Z")";
  for (const std::string& members :
       {kSid + ',' + kAttrs, kSid + ',' + start, kSid + ',' + start + R"(,"attrs":{})",
        R"("sid":"x",)" + start + ',' + kAttrs, R"("sid":7,)" + start + ',' + kAttrs,
        kSid + ',' + start + R"(,"seq":18446744073709551615,)" + kAttrs,
        kSid + ',' + start + R"(,"seq":-1,)" + kAttrs,
        kSid + ',' + start + R"(,"status":"degraded",)" + kAttrs,
        kSid + ',' + start + R"(,"errors":"2",)" + kAttrs,
        kSid + R"(,"started":"soon",)" + kAttrs}) {
    EXPECT_EQ(session(members), "json") << members;
  }
  EXPECT_FALSE(read_session("[]", kNoon).has_value());
  EXPECT_FALSE(read_session("{", kNoon).has_value());
}

TEST(ReadSession, DoesNotBelieveOtherDaysAndReleases) {
  const std::string end = R"(,"timestamp":"2026-11-28T12:00:00Z",)";
  for (const std::string& members :
       {kSid + R"(,"started":"2026-11-23T11:59:59Z")" + end + kAttrs,
        kSid + R"(,"started":"2026-11-28T12:01:01Z")" + end + kAttrs,
        kSid + R"(,"started":"2026-11-28T11:59:00Z","timestamp":"2026-11-28T12:01:01Z",)" + kAttrs,
        kSid + R"(,"started":"2026-11-28T11:59:00Z","attrs":{"release":"latest/../x"})",
        kSid + R"(,"started":"2026-11-28T11:59:00Z","attrs":{"release":".."})"}) {
    EXPECT_EQ(session(members), "value") << members;
  }
  EXPECT_NE(session(kSid + R"(,"started":"2026-11-23T12:00:00Z")" + end + kAttrs), "value");
  EXPECT_NE(session(kSid + R"(,"started":"2026-11-28T12:01:00Z")" + end + kAttrs), "value");
}

TEST(ReadSession, LeavesOutAnInvalidEnvironmentAndNobody) {
  const std::string read = session(kSid + R"(,"did":"00000000-0000-0000-0000-000000000000",)"
                                          R"("started":"2026-11-28T11:59:00Z",)"
                                          R"("attrs":{"release":"r","environment":"a/b"})");
  EXPECT_EQ(read.find("environment"), std::string::npos);
  EXPECT_EQ(read.find("did"), std::string::npos);
}

TEST(ReadSessions, KeepsTheCounts) {
  EXPECT_EQ(sessions(R"({"started":"2026-11-28T11:00:00Z","did":"u","exited":3,"crashed":1},)"
                     R"({"started":"2026-11-28T11:01:00Z","errored":1,"abnormal":2,)"
                     R"("unhandled":4})"),
            R"({"aggregates":[{"started":"2026-11-28T11:00:00Z","did":"u","exited":3,"errored":0,)"
            R"("abnormal":0,"crashed":1,"unhandled":0},{"started":"2026-11-28T11:01:00Z",)"
            R"("exited":0,"errored":1,"abnormal":2,"crashed":0,"unhandled":4}],)"
            R"("attrs":{"release":"shop@1.0","environment":"prod"}})");
}

TEST(ReadSessions, LeavesOutOtherDays) {
  const std::string read = sessions(
      R"({"started":"2026-11-01T11:00:00Z","exited":3},{"started":"2026-11-28T11:01:00Z"})");
  EXPECT_EQ(read.find("2026-11-01"), std::string::npos);
  EXPECT_EQ(sessions(R"({"started":"2026-11-01T11:00:00Z","exited":3})"), "value");
  EXPECT_EQ(sessions(""), "value");
}

TEST(ReadSessions, RefusesWhatIsNone) {
  EXPECT_EQ(sessions("7"), "json");
  EXPECT_EQ(sessions("{}"), "json");
  EXPECT_EQ(sessions(R"({"started":"2026-11-28T11:00:00Z","exited":4294967296})"), "json");
  EXPECT_EQ(sessions(R"({"started":"2026-11-28T11:00:00Z","exited":-1})"), "json");
  EXPECT_FALSE(read_sessions("{" + kAttrs + "}", kNoon).has_value());
  EXPECT_FALSE(read_sessions(R"({"aggregates":[]})", kNoon).has_value());
  std::string many;
  for (std::size_t i = 0; i <= kMaxAggregates; ++i) {
    many += R"({"started":1795867140},)";
  }
  many.pop_back();
  EXPECT_EQ(sessions(many), "json");
}

}  // namespace
}  // namespace picket::domain::items
