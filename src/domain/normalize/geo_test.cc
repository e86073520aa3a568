#include "domain/normalize/geo.h"

#include <gtest/gtest.h>

#include "domain/normalize/testing.h"

namespace picket::domain::normalize {
namespace {

class OneAddress final : public GeoReader {
 public:
  std::optional<GeoPlace> find(std::string_view address) const noexcept override {
    if (address != "203.0.113.9") return std::nullopt;
    return place;
  }

  GeoPlace place{"AT", "Vienna", "Vienna", "Austria"};
};

TEST(NormalizeGeo, SaysWhereTheUsersAddressIs) {
  OneAddress reader;
  NormalizeContext context = test_context();
  context.geo = &reader;
  expect_all(
      {
          {R"({"platform":"javascript"})", "/user/geo",
           R"({"country_code":"AT","city":"Vienna","subdivision":"Vienna","region":"Austria"})"},
          {R"({"user":{"ip_address":"{{auto}}"}})", "/user/geo/city", R"("Vienna")"},
          {R"({"user":{"ip_address":"203.0.113.9","geo":{"city":"Graz"}}})", "/user/geo",
           R"({"city":"Graz"})"},
          {R"({"user":{"ip_address":"203.0.113.9","geo":null}})", "/user/geo/city", R"("Vienna")"},
          {R"({"user":{"ip_address":"203.0.113.10"}})", "/user/geo", "absent"},
          {R"({"user":{"id":"1"}})", "/user/geo", "absent"},
          {"{}", "/user", "absent"},
      },
      context);
  reader.place = {"AT", "", "", ""};
  expect_all({{R"({"platform":"javascript"})", "/user/geo", R"({"country_code":"AT"})"}}, context);
}

TEST(NormalizeGeo, KnowsNothingWithoutAReader) {
  expect_all({{R"({"platform":"javascript"})", "/user/geo", "absent"}});
}

}  // namespace
}  // namespace picket::domain::normalize
