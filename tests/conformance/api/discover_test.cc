// Tables and charts of events, from what SDKs send to the answers.
#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "conformance/api/people_api.h"

namespace picket::conformance {
namespace {

namespace json = boost::json;
using net::Method;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const std::string kEvents = "organizations/acme/events/";
const std::string kStats = "organizations/acme/events-stats/";
const std::string kTimeseries = "organizations/acme/events-timeseries/";

/// Five events: "slow" at 12:01 to 12:03 with ms 100, 200, 300, and "=boom" at 12:04 and 12:05 of
/// another environment.
class Discover : public PeopleApi {
 protected:
  Discover() {
    send('1', "slow", {{"ms", "100"}}, "production");
    send('2', "slow", {{"ms", "200"}}, "production");
    send('3', "slow", {{"ms", "300"}}, "production");
    send('4', "=boom", {{"ms", "many"}}, "staging");
    send('5', "=boom", json::object(), "staging");
    world.consume();
  }

  void send(char id, std::string_view message, json::object tags, std::string_view environment) {
    world.pass(std::chrono::minutes(1));
    world.send("1", kKey, std::string(32, id),
               {{"message", message},
                {"environment", environment},
                {"tags", std::move(tags)},
                {"user", {{"id", std::string(1, id)}}}});
  }
  json::value table(const std::string& query) { return get(ada, kEvents + "?" + query); }
  std::vector<std::string> texts(const std::string& query, std::string_view column) {
    std::vector<std::string> found;
    const json::value answer = table(query);
    for (const json::value& row : answer.at("data").as_array())
      found.push_back(json::serialize(row.at(column)));
    return found;
  }
  void refused(const std::string& path, std::string_view why) {
    const auto answer = ask(ada, Method::get, path);
    EXPECT_EQ(answer.status, 400) << path << answer.body;
    EXPECT_THAT(answer.body, HasSubstr(std::string(why))) << path;
  }
  /// The numbers of a series.
  static std::vector<std::string> numbers(const json::value& series) {
    std::vector<std::string> found;
    for (const json::value& point : series.at("data").as_array())
      found.push_back(json::serialize(point.at(1).at(0).at("count")));
    return found;
  }
};

TEST_F(Discover, GroupsEventsByTheirFields) {
  const json::value answer = table(
      "field=issue&field=title&field=project&field=count()&field=last_seen()&sort=-count()"
      "&dataset=errors&statsPeriod=24h");
  EXPECT_EQ(answer.at("data").as_array().size(), 2U);
  EXPECT_EQ(answer.at("data").at(0), json::parse(R"json({"issue":"SHOP-API-1","issue.id":1,
      "title":"slow","project":"shop-api","count()":3,
      "last_seen()":"2026-05-13T12:03:00+00:00"
})json"));
  EXPECT_EQ(answer.at("meta"), json::parse(R"json({
      "fields":{"issue":"string","title":"string","project":"string","count()":"integer",
                "last_seen()":"date","issue.id":"integer"
}
, "units" : {
  "issue" : null,
  "title" : null,
  "project" : null,
  "count()" : null,
  "last_seen()" : null,
  "issue.id" : null
},
            "isMetricsData" : false,
                              "isMetricsExtractedData" : false,
                                                         "tips"
    : {"query" : null, "columns" : null},
      "datasetReason" : "unchanged",
                        "dataset" : "errors"
})json"));
}

TEST_F(Discover, ShowsSingleEvents) {
  const json::value answer = table(
      "field=title&field=user.display&field=user.id&field=tags[ms]&field=error.handled"
      "&field=timestamp.to_hour&sort=-timestamp.to_hour&statsPeriod=24h&per_page=1");
  const json::value& row = answer.at("data").at(0);
  EXPECT_EQ(row.at("title"), "=boom");
  EXPECT_EQ(row.at("user.display"), "5");
  EXPECT_EQ(row.at("user.id"), "5");
  EXPECT_TRUE(row.at("tags[ms]").is_null());
  EXPECT_EQ(row.at("error.handled"), json::parse("[1]"));
  EXPECT_EQ(row.at("timestamp.to_hour"), "2026-05-13T12:00:00+00:00");
  EXPECT_EQ(row.at("id").as_string(), std::string(32, '5'));
  EXPECT_EQ(row.at("project.name"), "shop-api");
}

TEST_F(Discover, GroupsByPartsOfValues) {
  EXPECT_THAT(texts("field=timestamp.to_day&field=count()&statsPeriod=24h", "count()"),
              ElementsAre("5"));
  const json::value hours =
      table("field=timestamp.to_hour&field=message&field=count()&sort=count()");
  EXPECT_EQ(hours.at("data").at(1), json::value({{"timestamp.to_hour", "2026-05-13T12:00:00+00:00"},
                                                 {"message", "slow"},
                                                 {"count()", 3}}));
  EXPECT_EQ(hours.at("meta").at("fields").at("timestamp.to_hour"), "date");
  EXPECT_THAT(texts("field=user.id&field=count()&query=user.id:[4,5]", "user.id"),
              ElementsAre("\"4\"", "\"5\""));
  EXPECT_THAT(texts("field=count_unique(user.id)", "count_unique(user.id)"), ElementsAre("5"));
}

TEST_F(Discover, KnowsWhereUsersAre) {
  world.send("1", kKey, std::string(32, '6'),
             {{"message", "far"},
              {"user", {{"id", "6"}, {"geo", {{"city", "Ulm"}, {"country_code", "DE"}}}}}});
  world.consume();
  EXPECT_THAT(texts("field=geo.country_code&field=count()&sort=count()", "geo.country_code"),
              ElementsAre("\"DE\"", "null"));
  EXPECT_THAT(texts("field=title&query=geo.city:Ulm", "title"), ElementsAre("\"far\""));
}

TEST_F(Discover, CalculatesWithTags) {
  const json::value answer = table(
      "field=title&field=avg(tags[ms])&field=max(ms)&field=count_unique(user)&field=failure_rate()"
      "&field=count_if(ms,greater,150)&field=epm()&sort=title&query=title:slow&statsPeriod=1h");
  const json::value& row = answer.at("data").at(0);
  EXPECT_EQ(row.at("avg(tags[ms])").to_number<double>(), 200);
  EXPECT_EQ(row.at("max(ms)").to_number<double>(), 300);
  EXPECT_EQ(row.at("count_unique(user)"), 3);
  EXPECT_EQ(row.at("failure_rate()").to_number<double>(), 0);
  EXPECT_EQ(row.at("count_if(ms,greater,150)"), 2);
  EXPECT_DOUBLE_EQ(row.at("epm()").to_number<double>(), 3.0 / 60);
  EXPECT_EQ(answer.at("meta").at("units").at("epm()"), "1/minute");
  // A text that is no number has none.
  EXPECT_THAT(texts("field=title&field=avg(ms)&query=title:%22%3Dboom%22", "avg(ms)"),
              ElementsAre("null"));
}

TEST_F(Discover, SearchesAndFiltersGroups) {
  EXPECT_THAT(texts("field=title&field=count()&query=count():>2", "title"),
              ElementsAre("\"slow\""));
  EXPECT_THAT(texts("field=title&field=count()&query=environment:staging", "title"),
              ElementsAre("\"=boom\""));
  EXPECT_THAT(texts("field=title&field=count()&query=project:shop-api+issue:SHOP-API-1", "count()"),
              ElementsAre("3"));
  EXPECT_THAT(texts("field=title&field=count()&query=ms:nothing", "title"), IsEmpty());
  EXPECT_THAT(texts("field=title&field=count()&environment=staging", "count()"), ElementsAre("2"));
  EXPECT_THAT(texts("field=title&dataset=transactions", "title"), IsEmpty());
}

TEST_F(Discover, PagesByOffsets) {
  const auto first = ask(ada, Method::get, kEvents + "?field=id&sort=id&per_page=2");
  const std::string link(first.headers.get("Link"));
  EXPECT_THAT(link, HasSubstr("rel=\"previous\"; results=\"false\""));
  EXPECT_THAT(link, HasSubstr("rel=\"next\"; results=\"true\"; cursor=\"0:2:0\""));
  EXPECT_EQ(json::parse(first.body).at("data").at(1).at("id").as_string(), std::string(32, '2'));
  const auto last = ask(ada, Method::get, kEvents + "?field=id&sort=id&per_page=2&cursor=0:4:0");
  EXPECT_EQ(json::parse(last.body).at("data").as_array().size(), 1U);
  EXPECT_THAT(std::string(last.headers.get("Link")), HasSubstr("rel=\"next\"; results=\"false\""));
}

TEST_F(Discover, SaysWhatIsWrongAndWhere) {
  refused(kEvents, "No columns selected");
  std::string many = kEvents + "?field=id";
  for (int i = 0; i < 20; ++i) many += "&field=f" + std::to_string(i);
  refused(many, "You can view up to 20 fields at a time. Please delete some and try again.");
  refused(kEvents + "?field=id&dataset=other", "dataset must be one of: discover");
  refused(kEvents + "?field=id&sort=-title", "Cannot sort by a field that is not selected");
  refused(kEvents + "?field=id&query=count():%3E5", "need a function among the fields");
  refused(kEvents + "?field=stack.module", "Field stack.module is not supported yet");
  refused(kEvents + "?field=id&per_page=101", "per_page");
  refused(kEvents + "?field=id&query=(", "Parse error at '('");
  const auto answer = ask(ada, Method::get, kEvents + "?field=id&field=p95(title)");
  EXPECT_EQ(
      json::parse(answer.body),
      json::parse(R"json({"detail":"p95: column argument invalid: title is not a numeric column",
                            "parameter":"field","column":1,"value":"p95(title)"
})json"));
}

TEST_F(Discover, IsAFileForSpreadsheets) {
  const auto file = ask(ada, Method::get,
                        kEvents +
                            "?field=title&field=count()&field=user.display&sort=title"
                            "&format=csv&per_page=1");
  EXPECT_EQ(file.status, 200);
  EXPECT_THAT(std::string(file.headers.get("Content-Type")), HasSubstr("text/csv"));
  EXPECT_THAT(std::string(file.headers.get("Content-Disposition")), HasSubstr("attachment"));
  EXPECT_EQ(file.body,
            "title,count(),user.display\r\n'=boom,1,4\r\n'=boom,1,5\r\n"
            "slow,1,1\r\nslow,1,2\r\nslow,1,3\r\n");
  EXPECT_EQ(ask(ada, Method::get, kEvents + "?field=id&format=xml").status, 400);
  const auto numbers = ask(ada, Method::get, kEvents + "?field=avg(ms)&field=max(ms)&download");
  EXPECT_EQ(numbers.body, "avg(ms),max(ms)\r\n200,300\r\n");
  const auto accepted =
      ask(ada, Method::get, kEvents + "?field=title&sort=title", "", "Accept: text/csv\r\n");
  EXPECT_THAT(accepted.body, HasSubstr("title,id,project.name\r\n"));
}

TEST_F(Discover, SendsLongTablesInPieces) {
  const auto file = ask(ada, Method::get, kEvents + "?field=title&format=csv");
  EXPECT_EQ(file.headers.get("Transfer-Encoding"), "chunked");
  EXPECT_FALSE(file.headers.has("Content-Length"));
  // More than one page of the store and one piece.
  std::vector<domain::EventRow> rows(5'100);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    rows[i].project = ProjectId{1};
    rows[i].event_id = EventId{1, i};
    rows[i].timestamp = rows[i].received = world.now() - Duration(1);
    rows[i].message = std::string(60, 'm');
    rows[i].tags = {{"number", std::to_string(i)}};
  }
  ASSERT_TRUE(world.events().append({"more", 0}, 1, rows));
  const auto all =
      ask(ada, Method::get,
          kEvents + "?field=message&field=number&query=has:number&sort=number&download");
  EXPECT_EQ(all.status, 200);
  std::set<std::string> lines;
  for (std::string_view rest = all.body; !rest.empty();) {
    const std::size_t end = rest.find("\r\n");
    lines.emplace(rest.substr(0, end));
    rest.remove_prefix(end + 2);
  }
  EXPECT_EQ(lines.size(), 5'101U) << "each once, and the header";
  EXPECT_TRUE(all.body.starts_with("message,number,id,project.name\r\n"));
}

TEST_F(Discover, ChartsAreFilesToo) {
  const std::string range = "?interval=3m&start=2026-05-13T12:00:00&end=2026-05-13T12:09:00";
  const auto one = ask(ada, Method::get, kStats + range + "&format=csv");
  EXPECT_THAT(std::string(one.headers.get("Content-Type")), HasSubstr("text/csv"));
  EXPECT_EQ(one.body,
            "time,count()\r\n2026-05-13T12:00:00+00:00,2\r\n2026-05-13T12:03:00+00:00,3\r\n"
            "2026-05-13T12:06:00+00:00,0\r\n");
  EXPECT_EQ(ask(ada, Method::get,
                kStats + range +
                    "&download&topEvents=1&field=title&yAxis=count()&yAxis=max(ms)"
                    "&sort=-count()&withoutZerofill=1")
                .body,
            "time,slow: count(),slow: max(ms),Other: count(),Other: max(ms)\r\n"
            "2026-05-13T12:00:00+00:00,2,200,0,\r\n2026-05-13T12:03:00+00:00,1,300,2,\r\n");
  EXPECT_EQ(ask(ada, Method::get,
                kTimeseries + range +
                    "&topEvents=1&groupBy=title&groupBy=project&sort=-count()"
                    "&format=csv&comparisonDelta=180")
                .body,
            "time,\"slow,shop-api\",\"slow,shop-api (before)\",Other,Other (before)\r\n"
            "2026-05-13T12:00:00+00:00,2,0,0,0\r\n2026-05-13T12:03:00+00:00,1,2,2,0\r\n"
            "2026-05-13T12:06:00+00:00,0,1,0,2\r\n");
  refused(kStats + range + "&format=xml", "format");
}

TEST_F(Discover, ChartsAllEvents) {
  const json::value chart =
      get(ada, kStats + "?interval=1m&start=2026-05-13T12:00:00&end=2026-05-13T12:06:00");
  EXPECT_THAT(numbers(chart), ElementsAre("0", "1", "1", "1", "1", "1"));
  EXPECT_EQ(chart.at("start"), 1'778'673'600);
  EXPECT_EQ(chart.at("end"), 1'778'673'960);
  EXPECT_EQ(chart.at("data").at(0).at(0), 1'778'673'600);
  {
    const json::value want = json::parse(R"({"fields":{"time":"date","count":"integer"},
      "units":{"time":null,"count":null},"isMetricsData":false,"isMetricsExtractedData":false,
      "tips":{},"datasetReason":"unchanged","dataset":"discover"})");
    EXPECT_EQ(chart.at("meta"), want);
  }
  EXPECT_FALSE(chart.as_object().contains("order"));
  const json::value sparse =
      get(ada, kStats +
                   "?interval=1m&start=2026-05-13T12:00:00&end=2026-05-13T12:06:00"
                   "&withoutZerofill=1&query=title:slow&yAxis=max(ms)");
  EXPECT_EQ(sparse.at("data").as_array().size(), 3U);
  EXPECT_THAT(numbers(get(ada, kStats + "?interval=3m&start=2026-05-13T12:03:00"
                                        "&end=2026-05-13T12:06:00&comparisonDelta=180")),
              ElementsAre("3", "0"));
}

TEST_F(Discover, ChartsSeveralAxesAndGroups) {
  const std::string range = "?interval=3m&start=2026-05-13T12:00:00&end=2026-05-13T12:09:00";
  const json::value axes = get(ada, kStats + range + "&yAxis=count()&yAxis=count_unique(user)");
  EXPECT_EQ(axes.at("count()").at("order"), 0);
  EXPECT_THAT(numbers(axes.at("count_unique(user)")), ElementsAre("2", "3", "0"));

  const json::value top = get(ada, kStats + range +
                                       "&topEvents=1&field=title&field=project"
                                       "&field=count()&sort=-count()");
  EXPECT_THAT(numbers(top.at("slow,shop-api")), ElementsAre("2", "1", "0"));
  EXPECT_THAT(numbers(top.at("Other")), ElementsAre("0", "2", "0"));
  EXPECT_EQ(top.at("Other").at("order"), 1);
  EXPECT_FALSE(get(ada, kStats + range + "&topEvents=1&field=title&excludeOther=1")
                   .as_object()
                   .contains("Other"));
  const json::value both =
      get(ada, kStats + range + "&topEvents=1&field=title&yAxis=count()&yAxis=eps()");
  EXPECT_EQ(both.at("slow").at("order"), 0);
  EXPECT_THAT(numbers(both.at("slow").at("count()")), ElementsAre("2", "1", "0"));
  // Without groups there is still a line.
  EXPECT_THAT(numbers(get(ada, kStats + range + "&topEvents=5&field=title&query=title:none")),
              ElementsAre("0", "0", "0"));
  refused(kStats + "?topEvents=x", "topEvents must be an integer");
  refused(kStats + "?topEvents=-1", "If topEvents needs to be at least 1");
  refused(kStats + "?topEvents=11", "Can only get up to 10 top events");
  refused(kStats + "?yAxis=title", "title is not a function");
}

TEST_F(Discover, BoundsTheNumbersOfAChart) {
  std::string path = kStats + "?topEvents=1";
  for (int i = 0; i < 10; ++i) path += "&yAxis=max(m" + std::to_string(i) + ")";
  EXPECT_EQ(get(ada, path + "&field=title&query=title:slow").at("slow").as_object().size(), 11U);
  refused(path + "&yAxis=count()", "A chart has at most 10 axes.");
  for (int i = 0; i < 11; ++i) path += "&field=min(m" + std::to_string(i) + ")";
  refused(path, "You can view up to 20 fields at a time.");
}

TEST_F(Discover, ListsSeries) {
  const json::value answer =
      get(ada, kTimeseries +
                   "?interval=3m&start=2026-05-13T12:00:00&end=2026-05-13T12:09:00"
                   "&topEvents=1&groupBy=title");
  EXPECT_EQ(answer.at("meta").at("start"), 1'778'673'600'000);
  const json::value& line = answer.at("timeSeries").at(0);
  EXPECT_EQ(line.at("yAxis"), "count()");
  EXPECT_EQ(line.at("groupBy"), json::parse(R"([{"key":"title","value":"slow"}])"));
  EXPECT_EQ(line.at("values").at(0).at("value"), 2);
  EXPECT_EQ(line.at("values").at(0).at("incomplete"), false);
  EXPECT_EQ(line.at("values").at(1).at("incomplete"), true);
  {
    const json::value want =
        json::parse(R"({"valueType":"integer","valueUnit":null,"interval":180000,"order":0,
                            "isOther":false})");
    EXPECT_EQ(line.at("meta"), want);
  }
  EXPECT_EQ(answer.at("timeSeries").at(1).at("meta").at("isOther"), true);
}

TEST_F(Discover, CountsFacetsAndEvents) {
  const json::value facets = get(ada, "organizations/acme/events-facets/?includeAll=1");
  std::vector<std::string> keys;
  for (const json::value& facet : facets.as_array()) {
    keys.emplace_back(facet.at("key").as_string());
    if (facet.at("key") == "project") {
      EXPECT_EQ(facet.at("topValues"), json::parse(R"([{"name":"shop-api","value":1,"count":5}])"));
    }
    if (facet.at("key") == "environment") {
      EXPECT_EQ(facet.at("topValues").at(0),
                json::parse(R"({"name":"production","value":"production","count":3})"));
    }
  }
  EXPECT_TRUE(std::is_sorted(keys.begin(), keys.end()));
  EXPECT_THAT(keys, ::testing::Contains("project"));
  EXPECT_THAT(keys, ::testing::Contains("ms"));
  EXPECT_EQ(get(ada, "organizations/acme/events-meta/?query=title:slow").at("count"), 3);
}

TEST_F(Discover, ShowsAnEventByItsProjectAndId) {
  const std::string id(32, '3');
  const json::value event = get(ada, kEvents + "shop-api:" + id + "/");
  EXPECT_EQ(event.at("eventID").as_string(), id);
  EXPECT_EQ(event.at("projectSlug"), "shop-api");
  EXPECT_EQ(event.at("previousEventID").as_string(), std::string(32, '2'));
  EXPECT_EQ(ask(ada, Method::get, kEvents + "other:" + id + "/").status, 404);
  EXPECT_EQ(ask(ada, Method::get, kEvents + "shop-api:" + std::string(32, '9') + "/").status, 404);
  EXPECT_EQ(ask(ada, Method::get, kEvents + id + "/").status, 404);
}

TEST_F(Discover, OlderClientsHaveAFlatMeta) {
  const json::value answer = get(ada, "organizations/acme/eventsv2/?field=title&field=count()");
  EXPECT_EQ(answer.at("meta"), json::parse(R"json({"title":"string","count()":"integer"
})json"));
}

}  // namespace
}  // namespace picket::conformance
