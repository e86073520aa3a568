// The description of the API at /api/0/openapi.json, as a document.
#include "roles/api/openapi.h"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include <gtest/gtest.h>

#include "conformance/api/described.h"
#include "conformance/api/openapi_flaws.h"
#include "conformance/api/world.h"
#include "conformance/golden/pretty_json.h"
#include "roles/api/parameter_shapes.h"
#include "roles/api/route.h"

namespace picket::conformance {
namespace {

namespace json = boost::json;

TEST(OpenApi, IsAnOpenApiDocument) {
  for (const std::string& flaw : openapi_flaws(described_api())) ADD_FAILURE() << flaw;
}

TEST(OpenApi, FlawsAreFound) {
  json::object document = described_api();
  json::object& operation =
      document["paths"].at("/api/0/teams/{org}/{team}/").at("get").as_object();
  operation["operationId"] = "root";
  operation["parameters"].as_array().pop_back();
  operation["parameters"].as_array().erase(operation["parameters"].as_array().begin());
  operation["responses"].as_object().erase("200");
  operation["security"] = json::array{json::object{{"magic", json::array()}}};
  document["components"].at("schemas").at("Avatar").as_object()["type"] = "thing";
  EXPECT_EQ(openapi_flaws(document).size(), 5U);
  operation["responses"].as_object()["404"] = json::object{{"$ref", "#/components/nothing"}};
  EXPECT_EQ(openapi_flaws(document).size(), 1U);
}

TEST(OpenApi, HasEveryRouteUnderEachOfItsPaths) {
  std::size_t operations = 0;
  const json::object& paths = described_api().at("paths").as_object();
  for (const json::key_value_pair& path : paths) operations += path.value().as_object().size();
  std::size_t wanted = 0;
  for (const api::ApiRoute& route : api::api_routes()) {
    wanted += 1 + route.aliases.size();
    EXPECT_TRUE(paths.contains(route.pattern)) << route.name;
    for (const std::string_view alias : route.aliases) EXPECT_TRUE(paths.contains(alias)) << alias;
    const bool answers = route.answer.kind != api::ShapeKind::nothing || route.empty_status != 0;
    EXPECT_TRUE(answers) << route.name << " says nothing of its answer";
  }
  EXPECT_EQ(operations, wanted);
}

TEST(OpenApi, NamesOneObjectByOneName) {
  // Two shapes of one name would be one schema, that of the first.
  const json::object& schemas = described_api().at("components").at("schemas").as_object();
  EXPECT_TRUE(schemas.at("Issue").at("properties").as_object().contains("shortId"));
  EXPECT_TRUE(schemas.at("ProjectDetail").at("properties").as_object().contains("resolveAge"));
  EXPECT_TRUE(schemas.at("IssueUpdate").at("properties").as_object().contains("merge"));
}

TEST(OpenApi, DescribesEveryParameterThatThereIsAndNoOther) {
  for (const api::ParameterShape& one : api::query_parameters()) {
    bool used = false;
    for (const api::ApiRoute& route : api::api_routes()) {
      for (const std::string_view name : route.parameters)
        used = used || api::find_query_parameter(route.name, name) == &one;
    }
    EXPECT_TRUE(used) << one.route << " " << one.name;
  }
}

TEST(OpenApi, IsForAnyoneAndKnownByItsTag) {
  ApiWorld world;
  const auto answer = world.get_anonymously("/api/0/openapi.json");
  ASSERT_EQ(answer.status, 200) << answer.body;
  EXPECT_EQ(answer.headers.get("Content-Type"), "application/json");
  EXPECT_EQ(answer.headers.get("Cache-Control"), "public, no-cache");
  json::value shown = json::parse(answer.body);
  EXPECT_EQ(shown.at("servers").at(0).at("url"), "https://sentry.acme.test");
  shown.at("servers").at(0).at("url") = "https://picket.example";
  EXPECT_EQ(shown, json::value(described_api()));

  const std::string tag(answer.headers.get("ETag"));
  const auto ask = [&](const std::string& known) {
    return world.ask_as("", net::Method::get, "/api/0/openapi.json", "",
                        "If-None-Match: " + known + "\r\n");
  };
  const auto same = ask(tag);
  EXPECT_EQ(same.status, 304);
  EXPECT_EQ(same.body, "");
  EXPECT_EQ(same.headers.get("ETag"), tag);
  EXPECT_EQ(ask("\"0\"").status, 200);
}

/// The web app's types are made of it: see ui/tools/api_types.mjs.
TEST(OpenApi, IsWhatTheWebAppIsMadeOf) {
  const std::string file = PICKET_SOURCE_DIR "/ui/openapi.json";
  const std::string fresh = pretty_json(json::value(described_api()));
  if (std::getenv("PICKET_UPDATE_GOLDEN") != nullptr) std::ofstream(file) << fresh;
  std::ifstream stream(file);
  const std::string written{std::istreambuf_iterator<char>(stream), {}};
  EXPECT_TRUE(written == fresh)
      << "renew it: PICKET_UPDATE_GOLDEN=1 ./test conformance, then npm run api in ui/";
}

}  // namespace
}  // namespace picket::conformance
