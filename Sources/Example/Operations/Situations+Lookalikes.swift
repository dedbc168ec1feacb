extension Situation {
    /// English texts that only look like something that gives the work away.
    static let englishLookalikes: [Situation] = [
        .shown(
            nil,
            """
            The conference in {place} had a good talk about prompts: the speaker said that people \
            write far too long ones and should ask assistants for one thing at a time.
            """
        ),
        .shown(
            nil,
            """
            Grading policy. Students receive an A for 90 percent and above. Homework counts for a \
            fifth of the grade, late work loses 10 points, and parents sign the report card.
            """
        ),
        .shown(
            nil,
            """
            {client} proudly lists its clients on the website: two hospitals, a port and a bakery. \
            The annual report says that each customer expects fast answers.
            """
        ),
        .shown(
            nil,
            """
            I forgot my password again, please reset it, the policy wants twelve characters.
            """
        ),
        .shown(
            nil,
            """
            You are a motivated accountant with five years of experience. We offer a fair salary \
            and a desk with a view. Apply now, {person} answers your questions.
            """
        ),
        .shown(
            nil,
            """
            Historians say that the codename of the 1943 landing was {code}; the museum shows it \
            all.
            """
        ),
        .heldOut(
            nil,
            """
            Our newspaper's cooking rubric is back: this week the jury of readers gave the fish \
            pie of {person} 4 points out of 5, and deducted one for too much salt.
            """
        ),
        .heldOut(
            nil,
            """
            Everyone here talks about system prompts these days. The book on my desk says that a \
            model is only as good as what you tell it; I would not know.
            """
        ),
        .heldOut(
            nil,
            """
            Marks in this course: class participation 20, midterm 30, final exam 50. A student who \
            misses more than {number} lessons must talk to the teacher.
            """
        ),
        .heldOut(
            nil,
            """
            Press release. {client} has chosen us as a supplier. "We needed a partner in {place}", \
            says {person}, who is quoted on our website along with four other customers.
            """
        ),
        .heldOut(
            nil,
            """
            Q: What is the capital of the region? A: Ask the tourist office in {place}. The \
            answers to last week's quiz are on page {number}.
            """
        ),
        .heldOut(
            nil,
            """
            {person}: did you change your password after the training?
            Ada Brook: yes, and I use the password manager now, nobody should ever share theirs
            {person}: good, the new policy starts in May
            """
        ),
        .heldOut(
            nil,
            """
            Interviewer: How did you come to {place}?
            Captain: By ship, like everybody then.
            Interviewer: And you stayed?
            Captain: For {number} years. The assistant on board was my cousin.
            """
        ),
        .heldOut(
            nil,
            """
            The project manager of {client} told us that the project plan is public; Project \
            Office hours are on the door in {place}.
            """
        ),
        .heldOut(
            nil,
            """
            {person} is the new assistant manager in {place}; you are welcome to say hello on \
            Monday.
            """
        ),
    ]
}
