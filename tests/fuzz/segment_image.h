// Segment files made from fuzzer input: as they are, or with good CRCs where chance finds none.
#pragma once

#include <string>
#include <string_view>

namespace picket::fuzz {

/// By the first byte of `input`: the rest as it is, or a file with header whose records, garbage
/// and damage the rest describes, in steps of a kind, a size and as many bytes.
std::string segment_image(std::string_view input);

}  // namespace picket::fuzz
