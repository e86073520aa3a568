// Attributes as relay reads and writes them: one object by its schema, without the steps that look
// at the whole event.
#include <map>
#include <string>

#include "domain/normalize/convert.h"
#include "domain/normalize/meta.h"
#include "domain/normalize/schemas.h"
#include "domain/normalize/shape.h"
#include "vectors.h"

namespace picket::conformance {
namespace {

namespace normalize = picket::domain::normalize;

/// Types of the vectors that an event of the error pipeline reads by a schema.
const normalize::Schema* schema_of(const std::string& type) {
  static const std::map<std::string, const normalize::Schema*> schemas{
      {"Breadcrumb", &normalize::kBreadcrumbSchema}, {"ClientSdkInfo", &normalize::kSdkSchema},
      {"Context", &normalize::kContextSchema},       {"Cookies", &normalize::kRequestSchema},
      {"Event", &normalize::kEventSchema},           {"Exception", &normalize::kExceptionSchema},
      {"Frame", &normalize::kFrameSchema},           {"Geo", &normalize::kGeoSchema},
      {"TagEntry", &normalize::kEventSchema},        {"TemplateInfo", &normalize::kTemplateSchema},
      {"Thread", &normalize::kThreadSchema},         {"User", &normalize::kUserSchema},
  };
  const auto found = schemas.find(type);
  return found != schemas.end() ? found->second : nullptr;
}

/// Types that are converted before their schema looks at them.
normalize::Field converted(const std::string& type) {
  using normalize::nested;
  if (type == "LogEntry") {
    return nested("", normalize::kLogEntrySchema).from(normalize::logentry_object);
  }
  return nested("", normalize::kMechanismSchema).from(normalize::legacy_mechanism);
}

/// Vectors that nobody reads by a schema, and how many there are: debug images stay as they are
/// sent until the symbolicator reads them; spans and sources of transaction names belong to
/// transactions.
const std::map<std::string, int> kForLater{
    {"DebugImage", 5}, {"DebugMeta", 2}, {"Measurement", 1}, {"TransactionSource", 1}};

TEST(SchemaVectors, ShapeAsRelayShapesThem) {
  PICKET_VECTORS_OR_SKIP(vectors, "protocol_roundtrip.jsonl");
  std::map<std::string, int> left_out;
  for (const json::object& vector : vectors) {
    const std::string type = text(vector, "type");
    if (kForLater.contains(type)) {
      ++left_out[type];
      continue;
    }
    json::value value = vector.at("input");
    normalize::Meta meta({});
    normalize::Shaper shaper(meta, {});
    const normalize::Path root;
    if (const normalize::Schema* schema = schema_of(type)) {
      shaper.object(value.as_object(), *schema, root);
    } else {
      ASSERT_TRUE(type == "LogEntry" || type == "Mechanism") << type;
      shaper.value(value, converted(type), root);
    }
    if (!meta.empty()) value.as_object()["_meta"] = std::move(meta).take();
    expect_same(value, vector.at("expected"), text(vector, "name"));
  }
  EXPECT_EQ(left_out, kForLater) << "of the vectors, these and no others are left out";
  EXPECT_GE(vectors.size(), 41U);
}

}  // namespace
}  // namespace picket::conformance
