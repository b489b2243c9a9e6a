// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.workloads.bank;

import dev.pekkosim.engine.decision.DecisionStream;
import dev.pekkosim.workloads.bank.BankOperation.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Which operations are still to be issued, are in flight, or have ended. It belongs to the run and
 * outlives the client nodes.
 *
 * <p>First every account from the start is opened and gets a deposit; those operations are issued
 * again until they are done. Then come the drawn ones, of which each ends once.
 */
final class OperationSource {

    /** First deposits are larger than any amount, so that most operations can be done. */
    private static final long FIRST_DEPOSIT_FACTOR = 10;

    private final OperationDraw draw;
    private final Books books = new Books();
    private final List<ClientLife> lives = new ArrayList<>();
    private final Deque<BankOperation> setUp = new ArrayDeque<>();
    private int setUpLeft;

    OperationSource(BankOptions options) {
        this.draw = new OperationDraw(options);
        for (String account : draw.firstAccounts()) {
            setUp.add(BankOperation.setUp("create-" + account, Kind.CREATE_ACCOUNT, account, 0));
        }
        for (String account : draw.firstAccounts()) {
            BankOperation deposit = BankOperation.setUp(
                    "first-" + account,
                    Kind.DEPOSIT,
                    account,
                    options.maxCents() * FIRST_DEPOSIT_FACTOR);
            setUp.add(deposit);
            books.issued(deposit);
        }
        setUpLeft = setUp.size();
    }

    Books books() {
        return books;
    }

    List<String> accounts() {
        return draw.allAccounts();
    }

    /** Begins a life of a client node. */
    ClientLife begin(BooleanSupplier alive) {
        sweep();
        ClientLife life = new ClientLife(alive);
        lives.add(life);
        return life;
    }

    /** Ends a life: whether the operations that it had in flight are done, nobody knows. */
    void end(ClientLife life) {
        for (BankOperation operation : life.inFlight()) {
            if (operation.setUp()) {
                setUp.addFirst(operation);
            } else {
                books.unknown(operation);
            }
        }
        life.inFlight().clear();
        lives.remove(life);
    }

    /** Ends the lives of nodes that died without a word. */
    void sweep() {
        lives.stream().filter(life -> !life.isAlive()).toList().forEach(this::end);
    }

    /** The next operation to issue, if there is one now. */
    Optional<BankOperation> next(ClientLife life, DecisionStream stream) {
        sweep();
        BankOperation next = setUp.poll();
        if (next == null) {
            if (setUpLeft > 0 || draw.isDone()) {
                return Optional.empty();
            }
            next = draw.next(stream);
            books.issued(next);
        }
        life.inFlight().add(next);
        return Optional.of(next);
    }

    void done(ClientLife life, BankOperation operation) {
        life.inFlight().remove(operation);
        books.done(operation);
        setUpLeft -= operation.setUp() ? 1 : 0;
    }

    void failed(ClientLife life, BankOperation operation) {
        life.inFlight().remove(operation);
        books.failed(operation);
        setUpLeft -= operation.setUp() ? 1 : 0;
    }

    void unknown(ClientLife life, BankOperation operation) {
        life.inFlight().remove(operation);
        if (operation.setUp()) {
            setUp.addFirst(operation);
        } else {
            books.unknown(operation);
        }
    }

    /** Whether every operation was issued; some may be in flight. */
    boolean isExhausted() {
        return setUpLeft == 0 && draw.isDone();
    }

    /** Whether every operation was issued and has ended. */
    boolean isDone() {
        sweep();
        return isExhausted() && lives.stream().allMatch(life -> life.inFlight().isEmpty());
    }
}
