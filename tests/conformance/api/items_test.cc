// Attachments, feedback, transactions, sessions and monitors, from the relay's messages to the
// API's answers.
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "conformance/api/people.h"
#include "conformance/api/shape.h"
#include "conformance/api/world.h"

namespace picket::conformance {
namespace {

namespace json = boost::json;
using net::Method;
using protocol::ItemType;

const std::string kEvents = "/api/0/projects/acme/shop-api/events/";
const std::string kEvent = kEvents + std::string(kNewerEvent) + "/";
constexpr std::string_view kTransaction = "00000000000000000000000000000abc";

std::string text(const json::value& value) {
  return std::string(value.as_string());
}

class Items : public testing::Test {
 protected:
  Items() { world.fill(); }

  void attach(std::string_view name, std::string_view type, std::string_view bytes) {
    const std::string_view halves[] = {bytes.substr(0, 1), bytes.substr(1)};
    const auto refs = world.blobs().put(world.now(), halves);
    ASSERT_TRUE(refs);
    protocol::ItemMessage message = item(ItemType::attachment, kNewerEvent);
    message.filename = name;
    message.content_type = type;
    message.size = bytes.size();
    for (const domain::BlobRef& ref : *refs)
      message.pieces.push_back({ref.container, ref.offset, ref.size});
    world.send_item(message);
    world.consume();
  }
  void send(ItemType type, std::string_view id, std::string_view payload) {
    world.send_item(item(type, id), json::parse(payload));
    world.consume();
  }

  static protocol::ItemMessage item(ItemType type, std::string_view id) {
    protocol::ItemMessage message;
    message.type = type;
    if (!id.empty()) message.event_id = *EventId::parse(id);
    return message;
  }

  json::value get(const std::string& path) { return world.get_json(path); }
  std::string refusal(const std::string& path) {
    const auto answer = world.ask(Method::get, "/api/0/" + path);
    EXPECT_EQ(answer.status, 400) << path;
    return answer.body;
  }
  net::testkit::Answer with_rights(Method method, const std::string& path, std::string_view body) {
    if (rights_.empty()) rights_ = token_of(world, ada(), every_scope());
    return world.ask_as(rights_, method, path, body);
  }
  UserId ada() { return (*world.meta().begin_read())->users().list_users({})->front().id; }

  ApiWorld world;

 private:
  std::string rights_;
};

void expect_like(const std::string& example, const json::value& answer) {
  const auto nothing = [](std::string_view, std::string_view) { return false; };
  for (const Mismatch& one : compare(example, fixture(example + ".json"), answer, nothing))
    ADD_FAILURE() << one.path << ": " << one.what;
}

TEST_F(Items, AttachmentsAreListedReadAndDownloaded) {
  attach("basket.json", "application/json", "{\"a\":1}");
  const json::value listed = get(kEvent.substr(7) + "attachments/");
  expect_like("event-attachments", listed);
  const json::value& one = listed.at(0);
  EXPECT_EQ(text(one.at("event_id")), kNewerEvent);
  EXPECT_EQ(one.at("type"), "event.attachment");
  EXPECT_EQ(one.at("size"), 7);
  EXPECT_EQ(one.at("sha1").as_string().size(), 40U);
  const std::string path = kEvent + "attachments/" + text(one.at("id")) + "/";
  EXPECT_EQ(get(path.substr(7)), one);
  for (const char* query : {"?download", "?download=1", "?download="}) {
    const auto answer = world.ask(Method::get, path + query);
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.body, "{\"a\":1}");
    EXPECT_EQ(answer.headers.get("Content-Type"), "application/json");
    EXPECT_EQ(answer.headers.get("Content-Disposition"),
              "attachment; filename=\"basket.json\"; filename*=UTF-8''basket.json");
    EXPECT_EQ(answer.headers.get("X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(answer.headers.get("Content-Security-Policy"), "default-src 'none'; sandbox");
  }
}

TEST_F(Items, ADownloadNeverRunsAndItsNameForgesNoHeader) {
  attach("a\"b\\c/\r\nSet-Cookie: x\xc3\xa9.html", "text/html", "<script>");
  attach("x.bin", "text/plain\r\nX: y", "abc");
  attach("y.svg", "Image/SVG+xml", "<svg>");
  for (const char* id : {"1", "2", "3"}) {
    const auto answer = world.ask(Method::get, kEvent + "attachments/" + id + "/?download=1");
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.headers.get("Content-Type"), "application/octet-stream") << id;
    EXPECT_EQ(answer.headers.get("Set-Cookie"), "");
    EXPECT_EQ(answer.headers.get("X"), "");
  }
  const auto answer = world.ask(Method::get, kEvent + "attachments/1/?download=1");
  EXPECT_TRUE(answer.headers.get("Content-Disposition")
                  .starts_with("attachment; filename=\"a_b_c___Set-Cookie: x__.html\";"))
      << answer.headers.get("Content-Disposition");
}

TEST_F(Items, AttachmentsAreFoundByNameAndDeleted) {
  attach("screenshot.png", "image/png", "abc");
  attach("log.txt", "text/plain", "abc");
  const std::string list = kEvent.substr(7) + "attachments/";
  EXPECT_EQ(get(list + "?query=LOG").as_array().size(), 1U);
  EXPECT_EQ(get(list + "?query=is:screenshot").at(0).at("name"), "screenshot.png");
  EXPECT_EQ(get(list + "?per_page=1").as_array().size(), 1U);
  EXPECT_EQ(get(list + "?per_page=1&cursor=0:1:0").at(0).at("name"), "log.txt");
  const std::string path = kEvent + "attachments/1/";
  EXPECT_EQ(world.ask(Method::delete_, path).status, 403) << "may only read";
  EXPECT_EQ(with_rights(Method::delete_, path, "").status, 204);
  EXPECT_EQ(world.ask(Method::get, path).status, 404);
  EXPECT_EQ(get(list).as_array().size(), 1U);
  EXPECT_EQ(world.ask(Method::get, kEvents + std::string(kOlderEvent) + "/attachments/2/").status,
            404)
      << "of another event";
  EXPECT_EQ(world.ask(Method::get, kEvents + std::string(32, 'a') + "/attachments/").status, 404);
}

TEST_F(Items, AttachmentsOfAnIssueAreListedNewestFirst) {
  attach("screenshot.png", "image/png", "abc");
  attach("log.txt", "text/plain", "abc");
  const std::string list =
      "organizations/acme/issues/" + world.issue_of(kNewerEvent) + "/attachments/";
  const json::value listed = get(list);
  expect_like("event-attachments", listed);
  ASSERT_EQ(listed.as_array().size(), 2U);
  EXPECT_EQ(listed.at(0).at("name"), "log.txt");
  EXPECT_EQ(text(listed.at(0).at("event_id")), kNewerEvent);
  const auto size = [&](const std::string& query) { return get(list + query).as_array().size(); };
  EXPECT_EQ(size("?screenshot=1"), 1U);
  EXPECT_EQ(size("?query=is:screenshot"), 1U);
  EXPECT_EQ(size("?query=LOG"), 1U);
  EXPECT_EQ(size("?types=event.attachment&types=event.minidump"), 2U);
  EXPECT_EQ(size("?types=event.minidump"), 0U);
  EXPECT_EQ(size("?types=unheard.of"), 0U);
  EXPECT_EQ(size("?event_id=" + std::string(kNewerEvent)), 2U);
  EXPECT_EQ(size("?event_id=" + std::string(32, 'a')), 0U);
  EXPECT_EQ(size("?per_page=1&cursor=0:1:0"), 1U);
  EXPECT_EQ(size("?environment=nowhere"), 0U);
  EXPECT_EQ(size("?start=2001-01-01T00:00:00&end=2001-01-02T00:00:00"), 0U);
  EXPECT_EQ(world.ask(Method::get, "/api/0/organizations/acme/issues/999999/attachments/").status,
            404);
}

TEST_F(Items, ATransactionIsReadAsAnEvent) {
  send(ItemType::transaction, kTransaction,
       R"({"type":"transaction","transaction":"GET /","platform":"python",
           "timestamp":1778673600.5,"start_timestamp":1778673600.25,"release":"1.0",
           "spans":[{"op":"db"}],"measurements":{"lcp":{"value":1}},
           "contexts":{"trace":{"op":"http.server",
                                "trace_id":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}}})");
  const std::string path = kEvents.substr(7) + std::string(kTransaction) + "/";
  const json::value event = get(path);
  EXPECT_EQ(event.at("type"), "transaction");
  EXPECT_EQ(event.at("title"), "GET /");
  EXPECT_TRUE(event.at("groupID").is_null());
  EXPECT_EQ(event.at("startTimestamp"), 1778673600.25);
  EXPECT_EQ(event.at("endTimestamp"), 1778673600.5);
  EXPECT_EQ(event.at("entries").at(0).at("type"), "spans");
  EXPECT_EQ(event.at("entries").at(0).at("data").as_array().size(), 1U);
  EXPECT_TRUE(event.at("measurements").as_object().contains("lcp"));
  for (const char* absent : {"fingerprints", "groupingConfig", "culprit", "dateCreated"})
    EXPECT_FALSE(event.as_object().contains(absent)) << absent;
  const json::value stored = get(path + "json/");
  EXPECT_EQ(stored.at("transaction"), "GET /");
  EXPECT_EQ(stored.at("spans").as_array().size(), 1U);
  EXPECT_TRUE(get(path + "attachments/").as_array().empty());
  EXPECT_EQ(world.ask(Method::get, "/api/0/" + path + "?group_id=1").status, 404);
}

TEST_F(Items, ReportsAndFeedbackAreListedWithTheirIssues) {
  send(ItemType::user_report, kNewerEvent,
       R"({"name":"Kim","email":"kim@buyer.test","comments":"Could not pay."})");
  send(ItemType::feedback, kTransaction, R"({"contexts":{"feedback":{"message":"Nice."}}})");
  const json::value listed = get("projects/acme/shop-api/user-feedback/");
  ASSERT_EQ(listed.as_array().size(), 2U);
  EXPECT_EQ(listed.at(0).at("comments"), "Nice.");
  EXPECT_TRUE(listed.at(0).at("issue").is_null());
  EXPECT_EQ(text(listed.at(0).at("eventID")), kTransaction);
  EXPECT_EQ(text(listed.at(1).at("issue").at("id")), world.issue_of(kNewerEvent));
  EXPECT_EQ(get("projects/acme/shop-api/user-feedback/?status=").as_array().size(), 2U);
  refusal("projects/acme/shop-api/user-feedback/?status=resolved");

  const std::string issue = "organizations/acme/issues/" + world.issue_of(kNewerEvent) + "/";
  const json::value reports = get(issue + "user-reports/");
  ASSERT_EQ(reports.as_array().size(), 1U);
  EXPECT_EQ(reports.at(0).at("comments"), "Could not pay.");
  EXPECT_TRUE(get(issue + "user-reports/?cursor=0:1:0").as_array().empty());

  ASSERT_EQ(world.ask(Method::put, "/api/0/" + issue, R"({"status":"resolved"})").status, 200);
  EXPECT_EQ(get("projects/acme/shop-api/user-feedback/").as_array().size(), 1U);
  EXPECT_EQ(get("projects/acme/shop-api/user-feedback/?status=").as_array().size(), 2U);
}

TEST_F(Items, AReportIsShapedAsTheExample) {
  send(ItemType::user_report, kNewerEvent,
       R"({"name":"Kim","email":"kim@buyer.test","comments":"Could not pay."})");
  const std::string issue = "organizations/acme/issues/" + world.issue_of(kNewerEvent) + "/";
  // What is known of the person is what the report says.
  const auto allowed = [](std::string_view path, std::string_view kind) {
    return path.find(".user.") != std::string_view::npos && (kind == "null" || kind == "text");
  };
  for (const Mismatch& one :
       compare("user-reports", fixture("user-reports.json"), get(issue + "user-reports/"), allowed))
    ADD_FAILURE() << one.path << ": " << one.what;
}

TEST_F(Items, AReportIsPostedWithTheDsn) {
  const std::string path = "/api/0/projects/acme/shop-api/user-feedback/";
  const std::string body = json::serialize(json::value{{"event_id", std::string(kNewerEvent)},
                                                       {"name", "Kim"},
                                                       {"email", "k@x.test"},
                                                       {"comments", "Broken."}});
  const auto post = [&](const std::string& credentials, const std::string& to) {
    return world.ask_as("", Method::post, to, body, "Authorization: " + credentials + "\r\n");
  };
  const std::string key(kKey);
  for (const std::string& wrong :
       {"DSN https://" + std::string(32, 'f') + "@host/1", "DSN https://" + key + "@host/999",
        "DSN " + key, std::string("DSN")}) {
    EXPECT_EQ(post(wrong, path).status, 401) << wrong;
  }
  const std::string right = "DSN https://" + key + "@host/1";
  EXPECT_EQ(post(right, "/api/0/projects/acme/other/user-feedback/").status, 401);
  EXPECT_EQ(post(right, "/api/0/projects/other/shop-api/user-feedback/").status, 401);
  const auto answer = post(right, path);
  EXPECT_EQ(answer.status, 200) << answer.body;
  EXPECT_EQ(get(path.substr(7)).at(0).at("comments"), "Broken.");
  EXPECT_EQ(world.ask_as("", Method::get, path, "", "Authorization: " + right + "\r\n").status, 401)
      << "to send, not to read";
}

TEST_F(Items, AReportIsPosted) {
  const std::string path = "/api/0/projects/acme/shop-api/user-feedback/";
  const std::string id(kNewerEvent);
  const auto body = [&](std::string_view comments) {
    return json::serialize(json::value{
        {"event_id", id}, {"name", "Kim"}, {"email", "k@x.test"}, {"comments", comments}});
  };
  EXPECT_EQ(world.ask(Method::post, path, body("No.")).status, 403) << "may only read";
  const auto first = with_rights(Method::post, path, body("No."));
  EXPECT_EQ(first.status, 200) << first.body;
  EXPECT_EQ(json::parse(first.body).at("comments"), "No.");
  EXPECT_EQ(with_rights(Method::post, path, body("Yes.")).status, 200);
  EXPECT_EQ(get("projects/acme/shop-api/user-feedback/").at(0).at("comments"), "Yes.");
  EXPECT_EQ(with_rights(Method::post, path, "{}").status, 400);
  EXPECT_EQ(
      with_rights(Method::post, path, R"({"event_id":"x","name":"n","email":"e","comments":"c"})")
          .status,
      400);
}

TEST_F(Items, SessionsAreCountedByInterval) {
  send(ItemType::sessions, "",
       R"({"aggregates":[{"started":"2026-05-12T12:00:00Z","exited":100},
                         {"started":"2026-05-12T19:00:00Z","exited":118,"crashed":1,"errored":1},
                         {"started":"2026-05-13T06:00:00Z","exited":260}],
           "attrs":{"release":"shop-api@2.4.1","environment":"production"}})");
  send(ItemType::sessions, "",
       R"({"aggregates":[{"started":"2026-05-13T06:00:00Z","exited":7}],
           "attrs":{"release":"other","environment":"staging"}})");
  const std::string base =
      "organizations/acme/sessions/?field=sum(session)&field=crash_free_rate(session)"
      "&interval=6h&statsPeriod=24h";
  const json::value answer = get(base + "&groupBy=release&query=release:shop-api@2.4.1");
  expect_like("sessions", [&] {
    json::value shown = answer;
    shown.as_object()["query"] = "";
    return shown;
  }());
  EXPECT_EQ(json::serialize(answer.at("groups").at(0).at("series").at("sum(session)")),
            "[100,120,0,260]");
  EXPECT_EQ(answer.at("groups").at(0).at("totals").at("sum(session)"), 480);
  EXPECT_EQ(get(base).at("groups").at(0).at("totals").at("sum(session)"), 487);
  EXPECT_EQ(get(base + "&environment=staging").at("groups").at(0).at("totals").at("sum(session)"),
            7);
  const json::value statuses = get(base + "&groupBy=session.status&environment=production");
  ASSERT_EQ(statuses.at("groups").as_array().size(), 5U);
  EXPECT_EQ(statuses.at("groups").at(0).at("by").at("session.status"), "healthy");
  EXPECT_EQ(statuses.at("groups").at(0).at("totals").at("sum(session)"), 478);
  EXPECT_EQ(statuses.at("groups").at(1).at("totals").at("sum(session)"), 1);
  EXPECT_EQ(statuses.at("groups").at(2).at("totals").at("sum(session)"), 1);
  EXPECT_TRUE(statuses.at("groups").at(0).at("totals").at("crash_free_rate(session)").is_null());
  const json::value projects = get(base + "&groupBy=project&groupBy=environment&includeSeries=0");
  EXPECT_EQ(json::serialize(projects.at("groups").at(1).at("by")),
            R"({"project":1,"environment":"staging"})");
  EXPECT_FALSE(projects.at("groups").at(0).as_object().contains("series"));
}

TEST_F(Items, SessionQueriesThatHaveNoAnswerAreRefused) {
  const std::string base = "organizations/acme/sessions/?statsPeriod=24h";
  refusal(base);
  refusal(base + "&field=count_unique(user)");
  refusal(base + "&field=sum(session)&groupBy=color");
  refusal(base + "&field=sum(session)&interval=30m");
  refusal(base + "&field=sum(session)&interval=7h");
  refusal(base + "&field=sum(session)&query=user:1");
  refusal("organizations/acme/sessions/?field=sum(session)&interval=1h&statsPeriod=9999d");
  const json::value nothing = get(base + "&field=sum(session)&interval=1d");
  EXPECT_EQ(nothing.at("groups").at(0).at("totals").at("sum(session)"), 0);
}

TEST_F(Items, MonitorsAreListedWithTheirCheckIns) {
  send(ItemType::check_in, "",
       R"({"check_in_id":"cccccccccccccccccccccccccccccccc","monitor_slug":"nightly",
           "status":"in_progress","monitor_config":{"timezone":"UTC"}})");
  send(ItemType::check_in, "",
       R"({"check_in_id":"cccccccccccccccccccccccccccccccc","monitor_slug":"nightly",
           "status":"ok","duration":1.5})");
  const json::value listed = get("organizations/acme/monitors/");
  ASSERT_EQ(listed.as_array().size(), 1U);
  const json::value& monitor = listed.at(0);
  EXPECT_EQ(monitor.at("slug"), "nightly");
  EXPECT_EQ(monitor.at("name"), "nightly");
  EXPECT_EQ(monitor.at("status"), "active");
  EXPECT_EQ(monitor.at("config").at("timezone"), "UTC");
  EXPECT_EQ(monitor.at("project").at("slug"), "shop-api");
  EXPECT_EQ(monitor.at("environments").at(0).at("name"), "production");
  EXPECT_EQ(monitor.at("environments").at(0).at("status"), "ok");
  EXPECT_EQ(get("organizations/acme/monitors/nightly/"), monitor);
  EXPECT_EQ(get("organizations/acme/monitors/" + text(monitor.at("id")) + "/"), monitor);
  const json::value check_ins = get("organizations/acme/monitors/nightly/checkins/");
  ASSERT_EQ(check_ins.as_array().size(), 1U);
  EXPECT_EQ(text(check_ins.at(0).at("id")), std::string(32, 'c'));
  EXPECT_EQ(check_ins.at(0).at("status"), "ok");
  EXPECT_EQ(check_ins.at(0).at("duration"), 1'500);
  EXPECT_EQ(world.ask(Method::get, "/api/0/organizations/acme/monitors/daily/").status, 404);
}

}  // namespace
}  // namespace picket::conformance
