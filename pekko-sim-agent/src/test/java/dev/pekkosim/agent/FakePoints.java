package dev.pekkosim.agent;

import dev.pekkosim.agent.hook.SimPoints;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Points that note what they are asked, and give answers that differ from those outside a run. */
final class FakePoints implements SimPoints {

    static final long DELAY_NANOS = 7;

    private final List<String> asked;

    FakePoints(List<String> asked) {
        this.asked = asked;
    }

    private void note(@Nullable Object... parts) {
        StringBuilder text = new StringBuilder();
        for (@Nullable Object part : parts) {
            text.append(text.length() == 0 ? "" : " ")
                    .append(part instanceof Object[] array ? Arrays.toString(array) : part);
        }
        asked.add(text.toString());
    }

    @Override
    public boolean fires(String name) {
        note("fires", name);
        return true;
    }

    @Override
    public boolean fires(String name, String chance) {
        note("fires", name, chance);
        return true;
    }

    @Override
    public boolean firesRarely(String name) {
        note("firesRarely", name);
        return true;
    }

    @Override
    public long knob(String name, long usual, long low, long high) {
        note("knob", name, usual, low, high);
        return high;
    }

    @Override
    public long delayNanos(String name, long maxNanos) {
        note("delay", name, maxNanos);
        return DELAY_NANOS;
    }

    @Override
    public int choice(String name, int size) {
        note("choice", name, size);
        return size - 1;
    }

    @Override
    public void state(
            String kind, boolean condition, String message, @Nullable Object @Nullable [] details) {
        note("state", kind, condition, message, details);
    }

    @Override
    public void compare(
            String kind,
            long left,
            long right,
            String message,
            @Nullable Object @Nullable [] details) {
        note("compareLongs", kind, left, right, message, details);
    }

    @Override
    public void compare(
            String kind,
            double left,
            double right,
            String message,
            @Nullable Object @Nullable [] details) {
        note("compareDoubles", kind, left, right, message, details);
    }

    @Override
    public void stateOver(
            String kind,
            @Nullable Map<String, Boolean> conditions,
            String message,
            @Nullable Object @Nullable [] details) {
        note("over", kind, conditions, message, details);
    }

    @Override
    public void stateEach(
            @Nullable Object value, String message, @Nullable Object @Nullable [] details) {
        note("each", value, message, details);
    }

    @Override
    public void eventually(
            long withinNanos,
            BooleanSupplier condition,
            String message,
            @Nullable Object @Nullable [] details) {
        note("eventually", withinNanos, condition.getAsBoolean(), message, details);
    }

    @Override
    public void setupComplete(@Nullable Object @Nullable [] details) {
        note("setupComplete", details);
    }

    @Override
    public void event(String name, @Nullable Object @Nullable [] details) {
        note("event", name, details);
    }

    @Override
    public boolean isOnInPekko() {
        return true;
    }

    @Override
    public boolean firesInPekko(String name, int oneIn, BooleanSupplier possible) {
        note("firesInPekko", name, oneIn, possible.getAsBoolean());
        return true;
    }
}
